/** What we use of http_ece: the encryption of RFC 8291 over RFC 8188. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';
  interface Params {
    version: 'aes128gcm';
    privateKey: ECDH;
    /** Public key of whoever reads, base64url. */
    dh: string;
    authSecret: string;
  }
  const ece: { encrypt(clear: Buffer, params: Params): Buffer };
  export default ece;
}
