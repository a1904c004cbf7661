// What the browsers of a run share is made before the first of them: side by side they would make it twice at once.
import { certificate } from '../console/certificate.mjs';
import { CERTIFICATES } from '../console/server.mjs';
import { nativeServer } from './backend.mjs';

export default function before(): void {
  certificate(CERTIFICATES);
  nativeServer();
}
