/**
 * Letters that look like others, as `form: code points`, in hex, of characters that are written as `form` instead; `-` for
 * those that look like an apostrophe, a dot or nothing. A capital has a form in capitals: the look of its small letter is not
 * its own. They are from the table of Unicode Technical Standard 39 (confusables.txt of Unicode 13.0) as far as they are taken
 * for a Latin letter or a digit, or Han characters and kana for one another; without those that readers of their script tell
 * apart, and with small letters of Greek and Cyrillic and small capitals of our own. The table is closed: it is part of a
 * verdict (docs/certificate-format/voices.md).
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
A: 391 410 13aa 15c5 1d00 a4ee 102a0 16f40
a: 251 3b1 430 2376 237a
B: 181 299 392 412 432 13f4 15f7 a4d0 a7b4 10282 102a1 10301
b: 180 182-184 253 42c 462-463 48c-48d 13cf 15af
C: 187 421 4aa 13df 20a1 2ca4 a4da 102a2 10302 10415 1051c 118e9 118f2 1f74c
c: a2 23c 441 4ab 1d04 2ca5 abaf 1043d
D: d0 110 189-18a 13a0 15de 15ea 1d05 a4d3
d: f0 111 18c 256-257 501 13e7 146f 147a-147b 1487 20ab a4d2
E: 246 395 415 13ac 1d07 22ff 2d39 a4f0 10286 118a6 118ae
e: 247 435 4bd 4bf 212e ab32
F: 191 3dc 15b4 a4dd a730 a798 10287 102a5 10525 118a2 118c2 1d213
f: 192 584 1d6e 1e9d a799 ab35
G: 193 1e4 262 50c 13c0 13f3 a4d6
g: 18d 1e5 260-261 581 1d83
H: 126 29c 397 41d 43d 4a2 4c7 4c9 13bb 157c 2c67 2c8e a4e7 102cf
h: 127 266 4bb 570 13c2 13f2 a695
I: 196-197 26a 399 406 4c0 1d7b 2c92 a4f2 1028a 10309 10320
i: 131 268-269 3b9 456 13a5 1d7c 2373 2378 a647 ab75 118c3
J: 248 37f 408 13ab 148d 1498-1499 1d0a a4d9 a7b2
j: 249 3f3 458
K: 198 39a 41a 49a 49e 13e6 16d5 1d0b 20ad 2c69 2c94 a4d7 a740 10518
k: 199 3ba 43a
L: 141 29f 13de 14aa 14b6 2cd0 a4e1 1041b 10526 118a3 118b2 16f16 1d22a
l: 7c 142 19a 1c0 26b 26d 4cf 5c0 5d5 5df 5f1 627 661 6f1 7ca 14b7 16c1 2223 23fd 2d4f 16f28 1e8c7
M: 39c 3fa 41c 43c 4cd 13b7 15f0 16d6 1d0d 2c98 a4df 102b0 10311
N: 19d 274 39d 2c9a a4e0 1018e 10513
n: 19e 273 3b7 43f 578 57c 1d70
O: d8 19f 398 39f 41e 472 4e8 555 7c0 9e6 b20 b66 12d0 13a4 13be 13eb 2296 229d 236c 2c9e 2d31 2d41 2d54 3007 a4f3
   a74a 10292 102ab 10404 104c2 10516 114d0 118b5 118e0 1d21a 1f714
o: 30 f8 275 3bf 43e 473 4e9 585 5e1 647 665 6be 6c1 6d5 6f5 6ff 966 a66 ae6 be6 c02 c66 c82 ce6 d02 d20 d66 d82 e50
   ed0 101d 1040 10ff 1d0f 1d11 2c9f a74b ab3d-ab3e ab74 ab8e abbb 1042c 104ea 118c8 118d7
P: 1a4 3a1 420 13e2 146d 1476 1486 1d18 2ca2 a4d1 10295
p: 1a5 3c1 440 1477 1d7d 2374 2ca3
Q: 2d55
q: 2a0 51b 563 566
R: 1a6 280 13a1 13d2 1587 a4e3 104b4 16f35 1d216
r: 24d 27c-27d 433 491 493 1d26 1d72 2c85 ab47-ab48 ab81
S: 405 54f 13d5 13da a4e2 10296 10420 16f3a
s: 1bd 282 455 1d74 a731 abaa 10448 118c1
T: 166 1ac 1ae 23e 3a4 3c4 422 442 4ac 13a2 1d1b 20ae 22a4 2361 27d9 2ca6 a4d4 10297 102b1 10315 118bc 16f0a 1f768
t: 167 1ad 1d75
U: 244 54d 1200 13cc 144c 1457-1458 1467 222a 22c3 a4f4 104ce 118b8 16f42
u: 28b 3c5 57d 1d1c 1d7e a79f ab4e ab52 ab9c 104f6 118d8
V: 474 667 6f7 13d9 142f 143a-143b 2d38 a4e6 a6df 10197 1051d 118a0 16f08 1d20d 1f708
v: 3bd 475 5d8 1d20 2228 22c1 aba9 11706 118c0
W: 51c 13b3 13d4 20a9 a4ea 118e6 118ef
w: 26f 461 51d 561 1d21 a761 ab83 114c5 1170a 1170e-1170f
X: 3a7 425 4b2 166d 16b7 2573 2cac 2d5d a4eb a7b3 10196 10290 102b4 10317 10322 10527 118ec
x: d7 445 1541 157d 166e 292b-292c 2a2f-2a30
Y: a5 1b3 24e 3a5 423 4ae 4b0 13a9 13bd 2ca8 a4ec 102b2 118a4 16f43
y: 1b4 24f 263 28f 3b3 443 4af 4b1 10e7 1d8c 1eff ab5a 118dc
Z: 1b5 224 396 13c3 a4dc 102f5 118a9 118e5
z: 1b6 225 290 1d22 1d76 ab93 118c4
AA: a732
aa: a733
AE: c6 4d4
ae: e6 4d5
AO: a734
ao: a735
AR: 1f707
AU: a736
au: a737
AV: a738 a73a
av: a739 a73b
AY: a73c
ay: a73d
bl: 42b
dz: 2a3
ll: 1c1 5f0 2016 2225 10199
lO: 42e
lo: 23e8
ls: 2aa
lt: 20b6
lz: 2ab
MB: 1f76b
OE: 152
oe: 153
OO: a698 a74e
oo: 66a 2052 221e a699 a74f
QE: 1f700
rn: 271 1d6f 20a5 11700 118e3
T3: a728
tf: a777
ts: 2a6
ue: 1d6b
uo: ab63
VB: 1f76c
llS: 10198
ooo: 609 2030
sss: 1f75c
oooo: 60a 2031
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
