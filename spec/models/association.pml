/*
 * Two hosts whose associations follow the table of the code (table.inc is rendered from StateTable), over a
 * network that loses, repeats and delays. See README.md.
 *
 * Budgets (-D): LOSSES, HOLDS, REBOOTS, CLOSES, REFUSALS, REKEYS. Every fault of every run is one of them, so
 * "faults stop" holds for every infinite run. HOST1_REFUSES: host 1 never grants. QUIET_HOST=n: host n only
 * answers, and starts nothing.
 * Mutants (-D), each of which must be found: see the comments at #ifdef.
 */
#include "table.inc"

#ifndef LOSSES
#define LOSSES 0
#endif
#ifndef HOLDS
#define HOLDS 0
#endif
#ifndef REBOOTS
#define REBOOTS 0
#endif
#ifndef CLOSES
#define CLOSES 0
#endif
#ifndef REFUSALS
#define REFUSALS 0
#endif
#ifndef REKEYS
#define REKEYS 0
#endif
#ifndef KEYS
#define KEYS 7          /* at most 7: keys are bits of a byte */
#endif
#ifndef QUIET_HOST
#define QUIET_HOST 2    /* neither */
#endif
#define CAPACITY 3      /* packets under way in one direction; a full network loses the next */
#define TRIES 1         /* how often I1, I2, UPDATE and CLOSE are sent again */
#define NOTHING 255     /* an event that no state knows */

/* Packets: type, key, and the boot of R1's sender or that I2 answers, or the generation of UPDATE and DATA. */
mtype = { I1, R1, I2, R2, CLOSE, CLOSE_ACK, DATA, UPDATE_ASK, UPDATE_ANSWER, UPDATE_ACK };

typedef Host {
  byte state;
  byte key;             /* of the last I2 sent or accepted; 0: none. It stands for DH, #I and #J */
  byte granted;         /* the key of the association that the verdict granted; 0: none */
  byte asked;           /* the key of the I2 whose verdict is awaited; 0: none */
  byte accepted;        /* the set of keys whose I2 was accepted: the memory of solutions */
  byte boot;            /* the R1s of an earlier boot are not answered any more */
  byte i2boot;          /* the boot of the R1 that is being solved or answered */
  byte tries;
  bit up;               /* security associations are installed */
  bit responder;        /* the present association was made by the peer's I2 */
  bit solving;
  bit asksR2;           /* the verdict on the Responder is awaited */
  bit closing;          /* a CLOSE was sent under this key */
  bit talked;           /* data was sent, and nothing heard since */
#if REKEYS
  byte in, out;         /* the generations of the newest inbound and of the outbound association */
  bit old;              /* the inbound association before is still there */
  byte asking;          /* the generation that this host's UPDATE proposes; 0: none */
#endif
};

Host host[2];           /* host 1 has the greater HIT */
chan net[2] = [CAPACITY] of { mtype, byte, byte };      /* to host 0 and to host 1 */
mtype heldType; byte heldKey, heldAux; bit heldFor;     /* one packet, delayed past any other */
bit holds;
byte losses = LOSSES, holdings = HOLDS, reboots = REBOOTS;
byte closes = CLOSES, refusals = REFUSALS, rekeys = REKEYS;
#ifndef LIVENESS
byte installed[2];      /* the sets of keys that were ever installed */
#endif

/* Work space, always zero between steps. */
byte event, after, fresh, k;
mtype type; byte mkey, maux;
int todo;

#define quiet (len(net[0]) == 0 && len(net[1]) == 0 && !busy(0) && !busy(1))
#ifdef LIVENESS         /* seconds pass before minutes do */
#define slow (quiet && !(retries(0) && fast(0)) && !(retries(1) && fast(1)))
#else
#define slow quiet
#endif
#define fast(h) (host[h].tries < TRIES || host[h].state != Closing)
#define busy(h) (host[h].solving || host[h].asked || host[h].asksR2)
#define open(h) (host[h].state == Established || host[h].state == R2Sent)
#define agreed (host[0].up && host[1].up && host[0].key == host[1].key)
#define bothUp (agreed && host[0].state == Established && host[1].state == Established)
#if REKEYS
#define retries(h) (host[h].state == I1Sent || host[h].state == I2Sent || host[h].state == Closing \
  || (host[h].state == Established && host[h].asking))
#else
#define retries(h) (host[h].state == I1Sent || host[h].state == I2Sent || host[h].state == Closing)
#endif
#define me host[self]
#define idle (me.state == Unassociated || me.state == Closing || me.state == Closed)
#define peer host[1 - self]
#define bit_(key_) (1 << (key_ - 1))

inline send(type_, key_, aux_) {
  if
  :: nfull(net[1 - self]) -> net[1 - self]!type_(key_, aux_)
  :: full(net[1 - self])
  fi
}

#define under_way(key_) (net[0]??[I2, eval(key_), _] || net[1]??[I2, eval(key_), _] \
  || (holds && heldKey == key_) || host[0].key == key_ || host[1].key == key_ \
  || host[0].asked == key_ || host[1].asked == key_)

#define mentioned(key_) (net[0]??[R2, eval(key_), _] || net[1]??[R2, eval(key_), _] \
  || net[0]??[CLOSE, eval(key_), _] || net[1]??[CLOSE, eval(key_), _] \
  || net[0]??[CLOSE_ACK, eval(key_), _] || net[1]??[CLOSE_ACK, eval(key_), _] \
  || net[0]??[DATA, eval(key_), _] || net[1]??[DATA, eval(key_), _])

/* What no packet under way and no host names any more is forgotten: its number may be used again. */
inline forget() {
  k = 1;
  do
  :: k <= KEYS ->
    if
    :: !under_way(k) && !mentioned(k) ->
      host[0].accepted = host[0].accepted & ~bit_(k);
      host[1].accepted = host[1].accepted & ~bit_(k);
#ifndef LIVENESS
      installed[0] = installed[0] & ~bit_(k);
      installed[1] = installed[1] & ~bit_(k)
#endif
    :: else
    fi;
    k++
  :: else -> break
  od;
  k = 0
}

inline draw_key() {
  fresh = 1;
  do
  :: fresh <= KEYS && (under_way(fresh) || mentioned(fresh)) -> fresh++
  :: else -> break
  od
}

inline take_down() {
  me.up = 0;
  me.talked = 0;
#if REKEYS
  me.in = 0; me.out = 0; me.old = 0; me.asking = 0
#endif
}

inline discard() {
  me.key = 0; me.granted = 0; me.i2boot = 0; me.tries = 0;
  me.responder = 0; me.solving = 0; me.asksR2 = 0; me.closing = 0; me.talked = 0;
  take_down()
}

/* Which event a packet is: the checks of RFC 7401 section 6, and nothing that a state decides. */
inline classify() {
  if
#ifdef NO_COMPARISON    /* mutant: both sides believe that theirs is the greater HIT */
  :: type == I1 -> event = ReceiveI1Greater
#else
  :: type == I1 && self == 1 -> event = ReceiveI1Greater
  :: type == I1 && self == 0 -> event = ReceiveI1Smaller
#endif
#ifndef TWO_QUESTIONS   /* mutant: a verdict that is awaited stops no puzzle and no other question */
  :: type != I1 && (type == R1 || type == I2 || type == R2) && (me.asked || me.asksR2) -> event = NOTHING
#endif
  :: type == R1 && me.state == I2Sent && !me.asksR2 && !me.solving && maux > me.i2boot ->
    event = ReceiveR1Newer
  :: type == R1 && me.state != I2Sent && !me.solving -> event = ReceiveR1Valid
  :: type == I2 && maux == me.boot && me.responder && mkey == me.key ->
#ifdef REPEATED_I2      /* mutant: the literal table 6, which does not know an I2 again */
    event = ReceiveI2ValidGreater
#else
    event = ReceiveI2Repeated
#endif
#ifdef FORGETFUL        /* mutant: only the present I2 is known again, not the accepted ones before */
  :: type == I2 && maux == me.boot && !(me.responder && mkey == me.key) && mkey != me.asked ->
#else
  :: type == I2 && maux == me.boot && !(me.responder && mkey == me.key) && mkey != me.asked &&
    !(me.accepted & bit_(mkey)) ->
#endif
#ifdef NO_COMPARISON
    event = ReceiveI2ValidGreater
#else
    event = (self == 1 -> ReceiveI2ValidGreater : ReceiveI2ValidSmaller)
#endif
#ifdef OLD_R2           /* mutant: HIP_MAC_2 is not checked, so an R2 for other keys passes */
  :: type == R2 && me.state == I2Sent && !me.asksR2 -> event = ReceiveR2Valid
#else
  :: type == R2 && me.state == I2Sent && !me.asksR2 && mkey == me.key -> event = ReceiveR2Valid
#endif
  :: type == CLOSE && mkey == me.key && me.key -> event = ReceiveCloseValid
  :: type == CLOSE_ACK && mkey == me.key && me.key && me.closing -> event = ReceiveCloseAckValid
#ifdef NO_ICV           /* mutant: data is found by its SPI alone */
  :: type == DATA && me.up -> event = ReceiveData
#else
  :: type == DATA && me.up && mkey == me.key ->
#if REKEYS
    if
    :: maux == me.in || (me.old && maux + 1 == me.in) -> event = ReceiveData
    :: else ->
#if HOLDS == 0
      assert(false);    /* in order of sending, rekeying loses no data */
#endif
      event = NOTHING
    fi
#else
    event = ReceiveData
#endif
#endif
#if REKEYS
  :: (type == UPDATE_ASK || type == UPDATE_ANSWER || type == UPDATE_ACK) && me.up && mkey == me.key ->
    event = ReceiveUpdateValid
#endif
  :: else -> event = NOTHING
  fi
}

#if REKEYS
/* RFC 7402 section 6.8 to 6.10: the keys of a generation are known when both have said their part. */
inline handle_update() {
  if
  :: type == UPDATE_ASK && (maux == me.in + 1 || maux == me.in) ->
    if
    :: maux == me.in + 1 -> me.out = me.in; me.in = maux; me.old = 1
    :: else
    fi;
#ifdef SWITCH_EARLY     /* mutant: new keys are used before the peer is known to have them */
    me.out = maux;
#endif
    send(UPDATE_ANSWER, me.key, maux)
  :: type == UPDATE_ANSWER && maux == me.asking ->
    if
    :: maux == me.in + 1 -> me.in = maux; me.old = 1
    :: else
    fi;
    me.out = maux; me.asking = 0; me.tries = 0;
    send(UPDATE_ACK, me.key, maux)
  :: type == UPDATE_ANSWER && maux == me.in -> send(UPDATE_ACK, me.key, maux)
  :: type == UPDATE_ACK && maux == me.in -> me.out = maux
  :: else
  fi
}
#endif

#define does(action) (todo & (action))

/* Does what the table says, and goes where it says. */
inline follow() {
  table(me.state, event);
  printf("host %d state %d event %d (%e %d %d) ", self, me.state, event, type, mkey, maux);
  printf("then %d; key %d\n", after, me.key);
#ifdef SKIP_VERDICT     /* mutant: an R2 is enough */
  if
  :: event == ReceiveR2Valid && me.state == I2Sent -> todo = InstallSas; after = Established
  :: else
  fi;
#endif
#ifdef KEEP_SAS         /* mutant: the end of a right is only noted */
  if
  :: event == RightEnded -> todo = 0; after = me.state
  :: else
  fi;
#endif
  if
  :: event == RightEnded -> me.granted = 0
  :: event == VerdictGrantedOnI2 -> me.granted = me.asked
  :: event == VerdictGrantedOnR2 -> me.granted = me.key
  :: else
  fi;
  if
  :: does(DiscardState) -> discard()
  :: else
  fi;
  if
  :: does(SendClose) -> me.closing = 1; send(CLOSE, me.key, 0)
  :: else
  fi;
  if
  :: does(RemoveSas) -> take_down()
  :: else
  fi;
  if
  :: event == VerdictGrantedOnI2 ->
    me.key = me.asked; me.responder = 1; me.asksR2 = 0; me.solving = 0; me.i2boot = 0; me.closing = 0;
    me.accepted = me.accepted | bit_(me.key)
  :: else
  fi;
  if
  :: does(InstallSas) ->
    me.up = 1;
#ifndef LIVENESS
    assert(!(installed[self] & bit_(me.key)));  /* no key serves two associations: no nonce twice */
    assert(me.responder || (installed[1 - self] & bit_(me.key)));       /* the peer of an R2 has those keys */
    installed[self] = installed[self] | bit_(me.key)
#endif
  :: else
  fi;
  if
  :: event == VerdictGrantedOnI2 || event == VerdictRefusedOnI2 -> me.asked = 0
  :: event == VerdictGrantedOnR2 || event == VerdictRefusedOnR2 -> me.asksR2 = 0
  :: else
  fi;
  if
  :: does(SendI1) -> send(I1, 0, 0)
  :: does(SendR1) -> send(R1, 0, me.boot)
  :: does(SendI2) && event == PuzzleSolved ->
    me.key = fresh; me.solving = 0; me.tries = 0; me.responder = 0; send(I2, me.key, me.i2boot)
  :: does(SendI2) && event != PuzzleSolved -> send(I2, me.key, me.i2boot)
  :: does(SendR2) -> send(R2, me.key, 0)
  :: does(SendCloseAck) -> send(CLOSE_ACK, me.key, 0)
  :: does(SolvePuzzle) -> me.solving = 1; me.i2boot = maux
  :: does(AuthorisePeer) && event == ReceiveR2Valid -> me.asksR2 = 1; me.solving = 0
  :: does(AuthorisePeer) && event != ReceiveR2Valid ->
    me.asked = mkey;
#ifndef TWO_QUESTIONS
    me.solving = 0
#endif
  :: else
  fi;
#if REKEYS
  if
  :: does(HandleUpdate) -> handle_update()
  :: does(SendUpdate) ->
    me.asking = (me.asking -> me.asking : me.in + 1);
    send(UPDATE_ASK, me.key, me.asking)
  :: does(Deliver) && maux == me.in && type == DATA -> me.old = 0; me.out = me.in;
  :: else
  fi;
#endif
  if
  :: does(Deliver) ->
    assert(mkey == me.key);                             /* data is accepted under the keys it was sent with */
    me.talked = 0
  :: else
  fi;
  if
  :: does(SendData) || does(SendWaiting) ->
    me.talked = 1;
#if REKEYS
    send(DATA, me.key, me.out)
#else
    send(DATA, me.key, 0)
#endif
  :: else
  fi;
  if
  :: after != me.state ->
    me.tries = 0;
    if
    :: after == I1Sent || after == Failed || after == Unassociated || after == Closing || after == Closed ->
      me.solving = 0; me.asksR2 = 0; me.responder = 0; me.i2boot = 0;
    :: after == Established -> me.i2boot = 0
    :: else
    fi;
    me.state = after
  :: else
  fi;
  assert(!me.up || open(self));                         /* no security association outside of these states */
  assert(me.state != Established || me.up);
  assert(!me.up || me.granted == me.key);               /* none without the verdict on this very exchange */
  forget();
  event = 0; after = 0; fresh = 0; todo = 0; type = 0; mkey = 0; maux = 0
}

proctype Runs(bit self) {
  do
  :: atomic {
      if
      /* what the network brings */
      :: nempty(net[self]) -> d_step { net[self]?type(mkey, maux); classify() }

      /* what this host decides */
      :: me.solving -> d_step { draw_key(); event = (fresh <= KEYS -> PuzzleSolved : NOTHING) }
#ifdef HOST1_REFUSES
      :: me.asked && self == 0 -> event = VerdictGrantedOnI2
      :: me.asksR2 && self == 0 -> event = VerdictGrantedOnR2
      :: me.asked && self == 1 -> event = VerdictRefusedOnI2
      :: me.asksR2 && self == 1 -> event = VerdictRefusedOnR2
#else
      :: me.asked -> event = VerdictGrantedOnI2
      :: me.asksR2 -> event = VerdictGrantedOnR2
      :: me.asked && refusals -> refusals--; event = VerdictRefusedOnI2
      :: me.asksR2 && refusals -> refusals--; event = VerdictRefusedOnR2
#endif
      :: self != QUIET_HOST && idle -> event = UserData
      :: me.state == Established && (!me.talked || (quiet && agreed)) -> event = UserData
      :: closes && me.state != Unassociated && me.state != Failed -> closes--; event = LocalClose
      :: closes && me.state != Unassociated && me.state != Failed -> closes--; event = RightEnded
#if REKEYS
      :: rekeys && me.state == Established && !me.asking && me.out == me.in ->
          rekeys--; event = LocalUpdate
#endif

      /* time: longer than any packet that is not held, and than any answer of this host */
#ifndef NO_TIMERS       /* mutant: nothing is sent again, and nobody gives up */
      :: quiet && retries(self) && me.tries < TRIES -> me.tries++; event = TimeoutRetry
      :: quiet && retries(self) && me.tries == TRIES && me.state != Closing -> event = TimeoutGiveUp
#endif
      :: slow && me.state == Closing && me.tries == TRIES -> event = TimeoutState
      :: slow && (me.state == Closed || me.state == Failed) -> event = TimeoutState
      :: slow && me.state == R2Sent -> event = TimeoutExchangeComplete
#ifndef SENDING_IS_USE  /* mutant: who sends is never unused, as table 6 says */
      /* Data is offered on both sides, so only a host whose peer does not hold its keys hears nothing. */
      :: slow && me.state == Established && !agreed -> event = TimeoutUnused
#endif
      fi;
      d_step { follow() }
    }

  /* the loss of all state; the identity stays, the puzzles do not */
  :: atomic { reboots && me.state != Unassociated ->
      d_step {
        reboots--; discard(); me.asked = 0; me.state = Unassociated; me.accepted = 0; me.boot++; forget()
      } }
  od
}

inline hold(h) {
  holdings--; holds = 1; heldFor = h;
  if
  :: net[h]?heldType(heldKey, heldAux)          /* delayed */
  :: net[h]?<heldType, heldKey, heldAux>        /* repeated later */
  fi
}

inline let_go() {
  holds = 0; heldType = 0; heldKey = 0; heldAux = 0; heldFor = 0
}

/* Loses, repeats and delays. */
proctype Network() {
  bit to;
end:
  do
  :: atomic { losses && nempty(net[0]) -> losses--; d_step { net[0]?_, _, _; forget() } }
  :: atomic { losses && nempty(net[1]) -> losses--; d_step { net[1]?_, _, _; forget() } }
  :: atomic { holdings && !holds && nempty(net[0]) -> hold(0) }
  :: atomic { holdings && !holds && nempty(net[1]) -> hold(1) }
  :: atomic { holds && nfull(net[heldFor]) ->
      d_step { net[heldFor]!heldType(heldKey, heldAux); let_go(); forget() } }
  :: atomic { holds -> d_step { let_go(); forget() } }
  od
}

init {
  atomic { run Runs(0); run Runs(1); run Network() }
}

#ifdef LIVENESS
#ifdef HOST1_REFUSES
/* A host that is refused does not stay with associations that nobody hears. */
ltl recovers { []<> (!host[0].up) && [] (host[1].state != Established) }
#else
/* When faults have stopped, both are established with the same keys, and stay so. */
ltl recovers { <>[] bothUp }
#endif
#endif
