(10:public-key(3:ecc(5:curve7:Ed25519)(5:flags5:eddsa)(1:q32:Sè)ÂLÊP:(%É”(ÜU½Ìï•1÷Feu0·
&¬)))