/**
 * Letters that look like others, as `form: code points`, in hex, of characters that are written as `form` instead; `-` for
 * those that look like an apostrophe, a dot or nothing. They are from the table of Unicode Technical Standard 39
 * (confusables.txt of Unicode 13.0) as far as they are taken for a Latin letter or a digit, with Han characters and kana, and with
 * six of our own (f0, 672b, 66f0, 5df2, 5df3, a78b). The table is closed: it is part of a verdict
 * (docs/certificate-format/voices.md).
 */
export const LOOK_ALIKES = `
-: 1c3 2b9-2be 2c6 2c8 2ca-2cb 2d0 2ee 7f4-7f5 7fa 1427 144a 2d51 3033 4e36 a4f8-a4fb a4fd a78b-a78c a78f
2: 1a7 1bb 3e8 14bf 2a27 a644 a6ef a75a
3: 1b7 21c 417 498 4e0 2ccc a76a a7ab 118ca 16f3b 1d206
4: 13ce 152f-1530 118af
5: 1bc 118bb
6: 431 13ee 2cd2 118d5
7: 104d2 118c6 1d212
8: 222-223 9ea a6a b03 1031a 1e8cb
9: 9ed a67 b68 d6d 2cca a76e 118ac 118cc 118d6
a: 251 391 3b1 410 430 13aa 15c5 2376 237a a4ee 102a0 16f40
b: 180-184 253 392 411-412 42c 462-463 48c-48d 13cf 13f4 15af 15f7 a4d0 a7b4 10282 102a1 10301
c: a2 187 23c 421 441 4aa-4ab 13df 1d04 20a1 2ca4-2ca5 a4da abaf 102a2 10302 10415 1043d 1051c 118e9 118f2 1f74c
d: d0 f0 110-111 189-18a 18c 256-257 501 13a0 13e7 146f 147a-147b 1487 15de 15ea 20ab a4d2-a4d3
e: 246-247 395 415 435 4bd 4bf 13ac 212e 22ff 2d39 a4f0 ab32 10286 118a6 118ae
f: 191-192 3dc 584 15b4 1d6e 1e9d a4dd a798-a799 ab35 10287 102a5 10525 118a2 118c2 1d213
g: 18d 193 1e4-1e5 260-261 50c 581 13c0 13f3 1d83 a4d6
h: 126-127 266 397 41d 45b 4a2 4bb 4c7 4c9 570 13bb 13c2 13f2 157c 2c67 2c8e a4e7 a695 102cf
j: 248-249 37f 3f3 408 458 13ab 148d 1498-1499 a4d9 a7b2
k: 198-199 39a 41a 49a 49e 13e6 16d5 20ad 2c69 2c94 a4d7 a740 10518
l: 7c 131 141-142 196-197 19a 1c0 268-26b 26d 399 3b9 406 456 4c0 4cf 5c0 5d5 5df 5f1 627 661 6f1 7ca 13a5 13de
   14aa 14b6-14b7 16c1 1d7b-1d7c 2223 2373 2378 23fd 2c92 2cd0 2d4f a4e1 a4f2 a647 ab75 1028a 10309 10320 1041b
   10526 118a3 118b2 118c3 16f16 16f28 1d22a 1e8c7
n: 19d-19e 273 39d 3b7 578 57c 1d70 2c9a a4e0 1018e 10513
o: d8 f8 19f 275 398 39f 3b8 3bf 3c3 41e 43e 472-473 4e8-4e9 555 585 5e1 647 665 6be 6c1 6d5 6f5 6ff 7c0 966 9e6
   a66 ae6 b20 b66 be6 c02 c66 c82 ce6 d02 d20 d66 d82 e50 ed0 101d 1040 10ff 12d0 13a4 13be 13eb 1d0f 1d11 2296
   229d 236c 2c9e-2c9f 2d31 2d41 2d54 3007 a4f3 a74a-a74b ab3d-ab3e ab74 ab8e abbb 10292 102ab 10404 1042c 104c2
   104ea 10516 114d0 118b5 118c8 118d7 118e0 1d21a 1f714
p: 1a4-1a5 3a1 3c1 420 440 13e2 146d 1476-1477 1486 1d7d 2374 2ca2-2ca3 a4d1 10295
q: 2a0 51b 563 566 2d55
r: 1a6 24d 27c-27d 433 491 493 13a1 13d2 1587 1d26 1d72 2c85 a4e3 ab47-ab48 ab81 104b4 16f35 1d216
s: 1bd 282 405 455 54f 13d5 13da 1d74 a4e2 a731 abaa 10296 10420 10448 118c1 16f3a
t: 166-167 1ac-1ae 23e 3a4 422 4ac 13a2 1d75 20ae 22a4 2361 27d9 2ca6 a4d4 10297 102b1 10315 118bc 16f0a 1f768
u: 244 28b 3c5 54d 57d 1200 13cc 144c 1457-1458 1467 1d1c 1d7e 222a 22c3 a4f4 a79f ab4e ab52 ab9c 104ce 104f6
   118b8 118d8 16f42
v: 3bd 474-475 5d8 667 6f7 13d9 142f 143a-143b 1d20 2228 22c1 2d38 a4e6 a6df aba9 10197 1051d 11706 118a0 118c0
   16f08 1d20d 1f708
x: d7 3a7 425 445 4b2 1541 157d 166d-166e 16b7 2573 292b-292c 2a2f-2a30 2cac 2d5d a4eb a7b3 10196 10290 102b4
   10317 10322 10527 118ec
y: a5 1b3-1b4 24e-24f 263 28f 3a5 3b3 423 443 4ae-4b1 10e7 13a9 13bd 1d8c 1eff 2ca8 a4ec ab5a 102b2 118a4 118dc
   16f43
z: 1b5-1b6 224-225 290 396 13c3 1d22 1d76 a4dc ab93 102f5 118a9 118c4 118e5
aa: a732-a733
ae: c6 e6 4d4-4d5
ao: a734-a735
ar: 1f707
au: a736-a737
av: a738-a73b
ay: a73c-a73d
bl: 42b
dz: 2a3
ll: 1c1 5f0 2016 2225 10199
lls: 10198
lo: 42e 23e8
ls: 2aa
lt: 20b6
lz: 2ab
oe: 152-153
oo: 66a 2052 221e a698-a699 a74e-a74f
ooo: 609 2030
oooo: 60a 2031
qe: 1f700
rn: 271 39c 3fa 41c 4cd 13b7 15f0 16d6 1d6f 20a5 2c98 a4df 102b0 10311 11700 118e3
rnb: 1f76b
sss: 1f75c
t3: a728
tf: a777
ts: 2a6
ue: 1d6b
uo: ab63
vb: 1f76c
vv: 26f 461 51c-51d 561 13b3 13d4 1d21 20a9 a4ea a761 ab83 114c5 1170a 1170e-1170f 118e6 118ef
へ: 30d8
ー: 4e00
㖈: 439b
㘽: 39b3
㩁: 6409
㫚: 66f6
㬵: 80f6
㬺: 5e50
㬻: 4420
㮣: 69e9
䀹: 9fc3
䀿: 6663
䑃: 6726
䚶: 8a1e
二: 30cb
亻: 30a4
併: 5002
値: 503c
八: 30cf
力: 30ab
卜: 30c8
口: 30ed 56d7
啓: 555f
土: 58eb
塡: 586b
墫: 58ff
夕: 30bf
媯: 5b00
工: 30a8
己: 5df2-5df3
帡: 5e32
戶: 6238
日: 66f0
晚: 6669
朌: 80a6
朏: 80d0
朐: 80ca
朓: 8101
朘: 8127
朣: 81a7
未: 672b
杮: 67ff
榝: 6a27
溈: 6f59
研: 784f
絕: 7d76
胼: 8141
蒍: 853f
蘷: 8641
訮: 8a7d
讆: 8b8f
豜: 8c63
赿: 8d86
跥: 8dfa
躗: 8e9b
軿: 8f27
郎: 90de
鎭: 93ae
隷: 96b8
鹂: 9e43
黑: 9ed2
`;
