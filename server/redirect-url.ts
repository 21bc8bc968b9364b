const HOSTS = ['chatgpt.com', 'chat.openai.com'];
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Where a chat host wants the buyer back, if we may send them there. ChatGPT adds `redirectUrl=<address of the conversation>` to
 * external links of listed origins; anything that is not a known chat host over https would make us an open redirect.
 * In development loopback pages, such as the preview, count as chat hosts.
 */
export function readRedirectUrl(text: string | undefined, {production}: {production: boolean}): string | undefined {
  if (!text || text.length > 2048 || !URL.canParse(text)) return undefined;
  const {protocol, hostname, username, password, href} = new URL(text);
  if (username || password) return undefined;
  const known = protocol === 'https:' && HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  const local = !production && (protocol === 'http:' || protocol === 'https:') && LOOPBACK.includes(hostname);
  return known || local ? href : undefined;
}
