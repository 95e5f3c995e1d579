/** A thread of the certificate pool. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerCertificate, type CertificateRequest } from './certificate-answer.ts';
import { parseFonts, type SharedFonts } from './fonts.ts';

const fonts = parseFonts(workerData as SharedFonts);

parentPort?.on('message', async (request: CertificateRequest) => {
  const reply = await answerCertificate(request, fonts);
  parentPort?.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer] : []);
});
