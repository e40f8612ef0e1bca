(11:private-key(3:ecc(5:curve7:Ed25519)(5:flags5:eddsa)(1:q32:Sè)ÂLÊP:(%É”(ÜU½Ìï•1÷Feu0·
&¬)(1:d32:›§şZ‰¸CZhÑUõ®Ï`Fø‘5ÊÍ…–¼×)))