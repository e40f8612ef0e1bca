(public-key
 (rsa-pkcs1-md5
  (e #03#)
  (n
   |AKMbo+VBqLu+90l2UuuGquzxLIXpqIypkSkrfEVprA0K2Vfm5ufmNZG30yWqdnXlxdGuyyBg
    lj+FloXTrqHWSQQJfvTv5EMBz+icJ2GMbjtP1zCY8krmchh5v/O3BntEwaq1hkMtmP+ZeFjI
    5yQ/YC2vVc5K1PTy+GOSP+xvYKC1|)))
(signature
 (hash md5 |PC4M1LNpkMHtgacc73ch5A==|)
 (hash md5 |Z4a6hysK/0qN0L5SFkcJFQ==|)
 (sig-val
  (rsa
   (s
    |PQkhssqNW191aVwNR9DflDQemWf/E2maSdIk/5GulzRB7cjagEn9FqI9JvGOTkqT5miJmsFx
     9pY5nXQxp+tJZdwLYeSEA3iAzjcwBY1qG+DQqpWu2ACJqSnnKmo6kh8KbbySNtCbpguNJs2W
     M/eRBdkph/AUjTkqe0Xnv/mKEXA=|))))
