/**
 * What a page of ours may do, whichever host serves it: load its own scripts, styles, fonts and pictures, talk to
 * the host it came from, and nothing else. It is sent as a header, because the development server adds inline
 * styles that a <meta> tag would block.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  // ProseMirror turns what is pasted into a detached document through this one policy; our code has none.
  'trusted-types ProseMirrorClipboard',
].join('; ')

/** Sent with every file of the page by every host. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}
