// What a citizen gets to see of a post, which may differ from what the API says of it: closed, cut
// short, or with another picture. /publik/CHANNEL/ID, and the picture on it below /gambar.
import { makePng } from './lib/media.mjs';

export const kinds = ['true', 'closed', 'cut', 'wrong_picture'];
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const not_there = { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Halaman tidak tersedia.\n' };

/// `core.public_kind` says how a channel shows its posts; `core.pictures` holds bytes by their hash.
export function public_page(core, path) {
  const [, channel, id, picture] = /^\/publik\/(\w+)\/([\w-]+)(\/gambar)?$/.exec(path) ?? [];
  const post = core.posts.find((one) => one.channel === channel && one.id === id && !one.removed_at);
  if (!post) return not_there;
  const kind = core.public_kind[channel] ?? 'true';
  if (kind === 'closed') return { ...not_there, status: 403, body: 'Masuk untuk melihat kiriman ini.\n' };
  const bytes = kind === 'wrong_picture' ? makePng(640, 480, 'gambar lain') : core.pictures.get(post.media[0]?.sha256);
  if (picture) return bytes ? { status: 200, headers: { 'Content-Type': 'image/png' }, body: bytes } : not_there;
  const whole = post.edits.at(-1)?.text ?? post.text;
  const text = kind === 'cut' ? `${whole.slice(0, whole.length / 3)}… Lihat selengkapnya` : whole;
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}</p>`).join('\n');
  const shown = bytes ? `<meta property="og:image" content="${id}/gambar"><img src="${id}/gambar" alt="">` : '';
  const html = `<!doctype html><html lang="id"><meta charset="utf-8"><title>Kiriman</title>${shown}\n${lines}</html>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: html };
}
