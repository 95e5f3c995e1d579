/** A thread of the certificate pool. */
import { workerData } from 'node:worker_threads';
import { answerRequests } from '../system/thread-inside.ts';
import { answerCertificate, type CertificateRequest } from './certificate-answer.ts';
import { parseFonts, type SharedFonts } from './fonts.ts';

const fonts = parseFonts(workerData as SharedFonts);

answerRequests(
  (request: CertificateRequest) => answerCertificate(request, fonts),
  (reply) => ('pdf' in reply ? [reply.pdf.buffer] : []),
);
