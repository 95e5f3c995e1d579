/** A thread of the certificate pool. */
import { workerData } from 'node:worker_threads';
import { answerCertificate, type CertificateRequest } from './certificate-answer.ts';
import { parseFonts, type SharedFonts } from './fonts.ts';
import { answerRequests } from './thread-inside.ts';

const fonts = parseFonts(workerData as SharedFonts);

answerRequests(
  (request: CertificateRequest) => answerCertificate(request, fonts),
  (reply) => ('pdf' in reply ? [reply.pdf.buffer] : []),
);
