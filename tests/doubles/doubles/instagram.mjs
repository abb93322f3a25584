// Instagram content publishing (channels.md section 4): container -> status_code -> media_publish.
import { readFileSync } from 'node:fs';
import { sha256 } from '../core.mjs';
import { sniff, brief } from '../lib/media.mjs';
import { graph, APP } from '../lib/graph.mjs';
const NAMES = JSON.parse(readFileSync(new URL('../data/meta-params.json', import.meta.url), 'utf8'));
const SCOPES = ['instagram_basic', 'instagram_content_publish', 'instagram_manage_contents', 'instagram_manage_insights', 'pages_read_engagement'];
const METRICS = ['reach', 'views', 'likes', 'comments', 'saved', 'shares', 'total_interactions', 'ig_reels_avg_watch_time', 'ig_reels_video_view_total_time', 'reels_skip_rate', 'follows', 'profile_visits', 'profile_activity', 'reposts', 'accounts_engaged'];

export default function instagram(core) {
  const name = 'instagram';
  const db = core.state(name, { id: '17841400000000001', usageType: 'instagram', username: 'diskominfo_uji', tokens: { 'ig-token-0': { type: 'PAGE', exp: null, scopes: SCOPES }, 'ig-login-0': { type: 'IG', exp: core.now() + 5184000e3, born: core.now() - 86400e3 * 2, scopes: SCOPES } }, containers: {}, media: {}, next: 17890001, limit: 50, processing_s: 2, readlag_s: 0 });
  const cred = { app_id: APP.id, app_secret: APP.secret, ig_id: db.id, token: 'ig-token-0', instagram_login_token: 'ig-login-0', username: db.username };
  const g = graph(core, name, db); const { ok, bad, enter } = g; const err = g.err; const nid = () => String(db.next++);
  const used24 = () => Object.values(db.media).filter((m) => core.now() - m.at < 86400e3).length;

  async function create(rq) {
    const e = enter(rq, { perms: ['instagram_basic', 'instagram_content_publish'] }); if (e) return e; const p = rq.p; g.unknown(rq, [...NAMES.ig['POST media'], 'is_ai_generated'], 'media');
    if (p.scheduled_publish_time !== undefined || p.published !== undefined) rq.violate('no-scheduling', 'IG-docs', 'Instagram has no scheduling in the API', 'accepted_but_wrong');
    if (Object.values(db.containers).filter((c) => core.now() - c.at < 86400e3).length >= 400) return bad(rq, 'container-limit', 'Application request limit reached', 'IG-docs', 80002);
    const type = p.media_type ?? (p.image_url ? 'IMAGE' : null); const child = g.bool(p.is_carousel_item, false); const cap = p.caption;
    if (!['IMAGE', 'REELS', 'STORIES', 'VIDEO', 'CAROUSEL'].includes(type)) return bad(rq, 'media-type', 'The media type is unknown.', 'IG-docs', 100, 2207023);
    if (type === 'VIDEO' && !child) rq.violate('media-type-video', 'IG-docs', 'use REELS for a single video', 'accepted_but_wrong');
    if (cap !== undefined) { if (typeof cap !== 'string' || [...cap].length > 2200) return bad(rq, 'caption-length', 'The caption was too long.', 'IG-docs', 36004, 2207010); if ((cap.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > 30 || (cap.match(/@[\w.]+/g) ?? []).length > 20) return bad(rq, 'caption-tags', 'Too many hashtags or mentions.', 'IG-docs', 100, 2207040); if (type === 'STORIES' || child) rq.violate('caption-ignored', 'IG-docs', 'stories and carousel children carry no caption', 'accepted_but_wrong'); }
    if (p.alt_text !== undefined && p.alt_text.length > 1000) return bad(rq, 'alt-text', '(#100) alt_text above 1000 characters', 'IG-docs');
    const collab = typeof p.collaborators === 'string' ? p.collaborators.split(',') : p.collaborators ?? []; if (collab.length > 3) return bad(rq, 'collaborators', '(#100) at most 3 collaborators', 'IG-docs');
    if (type === 'CAROUSEL') {
      const ids = Array.isArray(p.children) ? p.children.map(String) : String(p.children ?? '').split(',').filter(Boolean); const cs = ids.map((i) => db.containers[i]);
      if (ids.length < 2 || ids.length > 10 || cs.some((c) => !c?.child)) return bad(rq, 'carousel', 'The carousel needs 2 to 10 children.', 'IG-docs', 100, 2207028);
      cs.forEach(settle); if (cs.some((c) => c.status !== 'FINISHED')) return bad(rq, 'child-not-ready', 'Media ID is not available: a child is not FINISHED', 'IG-docs', 9007, 2207027);
      return made(rq, { type, caption: cap, children: ids, media: cs.flatMap((c) => c.media) });
    }
    if (p.upload_type === 'resumable') { if (!['REELS', 'STORIES', 'VIDEO'].includes(type)) return bad(rq, 'resumable-type', '(#100) resumable is for videos', 'IG-docs'); if (rq.tok.type === 'IG') return bad(rq, 'resumable-login', '(#10) resumable upload needs Facebook Login', 'IG-docs', 10); const r = made(rq, { type, caption: cap, child, waiting: true }); r.body.uri = `${rq.base}/rupload/ig-api-upload/v26.0/${r.body.id}`; return r; }
    const url = p.image_url ?? p.video_url; if (!url) return bad(rq, 'url-missing', '(#100) image_url or video_url is required', 'IG-docs');
    if (!/^https?:\/\//.test(url)) return bad(rq, 'url-scheme', 'The media URL must be absolute', 'IG-docs', 9004, 2207052);
    const r = await core.fetchUrl(url);
    if (r.status !== 200) { rq.violate('url-fetch', 'IG-docs', `${url}: ${r.why ?? 'HTTP ' + r.status} (no login, no redirect)`); return err(400, 9004, 'Only photo or video can be accepted as media type.', 2207052, { error_user_msg: 'The media could not be fetched from this URI' }); }
    const why = rules(type, sniff(r.bytes)); if (why && why.now) return bad(rq, why.rule, why.text, 'IG-docs', why.code, why.sub);
    return made(rq, { type, caption: cap, child, media: [brief(sniff(r.bytes))], fail: why, alt: p.alt_text });
  }
  // Images are judged at once; videos fail later, while processing.
  function rules(type, i) {
    const img = type === 'IMAGE' || (type === 'STORIES' && /^image\//.test(i.type ?? ''));
    if (img) {
      if (i.type !== 'image/jpeg' || i.broken) return { now: true, rule: 'image-format', text: `The image format is not supported (${i.type}); JPEG only.`, code: 36001, sub: 2207005 };
      if (i.bytes > 8388608) return { now: true, rule: 'image-size', text: 'The image is too large to download.', code: 36000, sub: 2207004 };
      const a = i.width / i.height; if (type === 'IMAGE' && (a < 0.8 - 1e-3 || a > 1.91 + 1e-2)) return { now: true, rule: 'image-aspect', text: `The submitted image with aspect ratio ${i.width}/${i.height} cannot be published.`, code: 36003, sub: 2207009 };
      return null;
    }
    const max = type === 'STORIES' ? 104857600 : 314572800, secs = type === 'STORIES' ? [3, 60] : type === 'VIDEO' ? [3, 60] : [3, 900];
    if (!['video/mp4', 'video/quicktime'].includes(i.type)) return { rule: 'video-format', text: 'Error: 2207026 unsupported video format ' + i.type, code: 352, sub: 2207026 };
    if (i.bytes > max) return { rule: 'video-size', text: 'Error: 2207026 video too large', code: 352, sub: 2207026 };
    if (i.duration !== undefined && (i.duration < secs[0] || i.duration > secs[1])) return { rule: 'video-length', text: `Error: 2207026 length ${i.duration} s outside ${secs.join('-')}`, code: 352, sub: 2207026 };
    if (i.moovFirst === false) return { rule: 'moov-first', text: 'Error: 2207026 moov atom is not at the front', code: 352, sub: 2207026 };
    return null;
  }
  function made(rq, o) { const id = nid(); db.containers[id] = { id, at: core.now(), status: 'IN_PROGRESS', media: [], ready: core.now() + db.processing_s * 1000, ...o }; return ok({ id }); }
  function settle(c) {
    if (c.status === 'IN_PROGRESS' && !c.waiting && core.now() >= c.ready) { c.status = c.fail ? 'ERROR' : 'FINISHED'; if (c.fail) core.violation(name, c.fail.rule, 'IG-docs', c.fail.text, undefined, 'processing fails'); }
    if (c.status !== 'PUBLISHED' && core.now() - c.at > 86400e3) c.status = 'EXPIRED'; return c;
  }
  function rupload(rq) {
    const c = db.containers[rq.match[1]]; if (rq.partial) return null; const t = /^OAuth (\S+)$/.exec(rq.headers.authorization ?? '')?.[1];
    const fail = (rule, m, s = 400) => { rq.violate(rule, 'IG-docs', m); return { status: s, body: { debug_info: { retriable: false, type: 'ProcessingFailedError', message: m } } }; };
    if (!db.tokens[t]) return fail('rupload-auth', 'Authorization: OAuth TOKEN', 401); if (!c?.waiting) return fail('container', 'no waiting container'); if (Number(rq.headers.offset) !== 0 || Number(rq.headers.file_size) !== rq.body.length) return fail('rupload-headers', 'offset / file_size');
    const i = sniff(rq.body); c.media = [brief(i)]; c.fail = rules(c.type, i); c.waiting = false; c.ready = core.now() + db.processing_s * 1000; return { status: 200, body: { success: true, message: 'Upload successful.' } };
  }
  function publish(rq) {
    const e = enter(rq, { perms: ['instagram_content_publish'] }); if (e) return e; g.unknown(rq, NAMES.ig['POST media_publish'], 'media_publish'); const c = db.containers[rq.p.creation_id];
    if (!c) return bad(rq, 'creation-id', 'The media could not be found: invalid creation_id', 'IG-docs', 24, 2207006);
    if (c.child) return bad(rq, 'publish-child', 'A carousel child cannot be published.', 'IG-docs', 24, 2207006); settle(c);
    if (c.status === 'PUBLISHED') return bad(rq, 'publish-again', 'The container was already published.', 'IG-docs', 24, 2207006);
    if (c.status === 'EXPIRED') return bad(rq, 'container-expired', 'The container has expired.', 'IG-docs', -2, 2207020); if (c.status === 'ERROR') return bad(rq, 'container-error', c.fail?.text ?? 'Media upload failed', 'IG-docs', -1, 2207032);
    if (c.status !== 'FINISHED') return bad(rq, 'not-ready', 'Media ID is not available: The media is not ready for publishing, please wait for a moment', 'IG-docs', 9007, 2207027);
    if (used24() >= db.limit) return err(403, 9, 'Application request limit reached', 2207042, { error_user_msg: 'The user has reached the maximum number of posts' });
    const id = nid(); c.status = 'PUBLISHED'; const code = sha256(id).slice(0, 11); db.media[id] = { id, at: core.now(), caption: c.caption, type: c.type, code, media: c.media }; rq.created(id); if (db.readlag_s) core.meta.hidden[`${name}:${id}`] = core.now() + db.readlag_s * 1000;
    core.publish(name, { id, account: db.id, kind: c.type.toLowerCase(), text: c.type === 'STORIES' ? '' : c.caption ?? '', media: c.media, url: `https://www.instagram.com/p/${code}/` }, rq); return ok({ id });
  }
  const gone = (id) => err(400, 100, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`, 33);
  const pick = (o, f, base) => Object.fromEntries([...new Set([...base, ...f.split(',').filter(Boolean)])].filter((k) => o[k] !== undefined).map((k) => [k, o[k]]));
  const show = (m, f) => pick({ id: m.id, caption: m.type === 'STORIES' ? undefined : m.caption, permalink: `https://www.instagram.com/p/${m.code}/`, shortcode: m.code, media_type: { IMAGE: 'IMAGE', CAROUSEL: 'CAROUSEL_ALBUM' }[m.type] ?? 'VIDEO', media_product_type: { REELS: 'REELS', STORIES: 'STORY', VIDEO: 'REELS' }[m.type] ?? 'FEED', timestamp: new Date(m.at).toISOString().replace(/\.\d{3}Z$/, '+0000'), username: db.username, like_count: 0, comments_count: 0 }, f ?? 'id', ['id']);
  function object(rq) {
    const e = enter(rq); if (e) return e; const id = rq.match[1]; const c = db.containers[id], m = db.media[id];
    if (c && rq.method === 'GET') { settle(c); return ok(pick({ id, status_code: c.status, status: c.status === 'ERROR' ? c.fail?.text : `${c.status[0]}${c.status.slice(1).toLowerCase()}: Media has been ${c.status.toLowerCase()}` }, rq.p.fields ?? '', ['id'])); }
    if (id === db.id && rq.method === 'GET') return ok({ id, username: db.username }); if (!m || m.deleted || !core.visible(name, id)) return gone(id);
    if (rq.method === 'DELETE') { if (rq.tok.type === 'IG') return bad(rq, 'delete-login', '(#10) delete needs Facebook Login', 'IG-docs', 10); if (!rq.tok.scopes.includes('instagram_manage_contents')) return bad(rq, 'permission', '(#10) instagram_manage_contents', 'IG-docs', 10); m.deleted = true; core.unpublish(name, id); return ok({ success: true, deleted_id: id }); }
    if (rq.method === 'POST') { for (const k of Object.keys(rq.p)) if (k !== 'comment_enabled') return bad(rq, 'edit', `(#100) ${k} cannot be changed`, 'IG-docs'); return ok({ success: true }); }
    return ok(show(m, rq.p.fields));
  }
  function list(rq) { const e = enter(rq); if (e) return e; const since = rq.p.since ? (/^\d+$/.test(rq.p.since) ? rq.p.since * 1000 : Date.parse(rq.p.since)) : 0; return ok({ data: Object.values(db.media).filter((m) => !m.deleted && m.type !== 'STORIES' && m.at >= since && core.visible(name, m.id)).sort((a, b) => b.at - a.at || b.id - a.id).slice(0, Number(rq.p.limit ?? 25)).map((m) => show(m, rq.p.fields)) }); }
  const limit = (rq) => enter(rq) ?? ok({ data: [{ config: { quota_total: db.limit, quota_duration: 86400 }, quota_usage: used24() }] });
  function insights(rq) { const e = enter(rq, { perms: ['instagram_manage_insights'] }); if (e) return e; const ms = String(rq.p.metric ?? '').split(',').filter(Boolean); const bad1 = ms.find((m) => !METRICS.includes(m)); if (!ms.length || bad1) return bad(rq, ['impressions', 'plays', 'engagement'].includes(bad1) ? 'metric-retired' : 'metric', `(#100) metric[0] must be one of the following values: ${METRICS.join(', ')}`, 'IG-docs'); return ok({ data: ms.map((m) => ({ name: m, period: 'lifetime', values: [{ value: 0 }], id: `${rq.match[1]}/insights/${m}/lifetime` })) }); }
  function refresh(rq) { const k = db.tokens[rq.query.get('access_token')]; if (rq.query.get('grant_type') !== 'ig_refresh_token' || !k || k.type !== 'IG' || k.exp <= core.now() || core.now() - k.born < 86400e3) { rq.violate('ig-refresh', 'IG-docs', 'token must be an unexpired Instagram Login token at least 24 h old'); return err(400, 190, 'Session has expired or token is too young', 463); } const t = 'ig-login-' + core.nextId(); db.tokens[t] = { ...k, born: core.now(), exp: core.now() + 5184000e3 }; return ok({ access_token: t, token_type: 'bearer', expires_in: 5184000 }); }

  const V = '(?:\\/v\\d+\\.\\d+)?'; const R = (s) => new RegExp(`^${V}${s}$`);
  return {
    name, credentials: cred, endpoints: () => ({ replaces: ['https://graph.facebook.com (Instagram ids)', 'https://graph.instagram.com', 'https://rupload.facebook.com -> base/rupload'] }), notFound: () => err(404, 2500, 'Unknown path components'),
    control: { set: (b) => Object.assign(db, b), token: (b) => Object.assign(db.tokens[b.token] ??= { type: 'PAGE', scopes: SCOPES }, b) },
    fault(kind, rq, f) {
      if (kind === '500_after_store' && rq.op === 'publish' && !f.code) return err(400, 4, 'Application request limit reached', 2207051, { error_user_title: 'Action is blocked' });   // PZ PR #1681: the post is live
      if (kind === '429') return { ...err(400, 80002, '(#80002) There have been too many calls to this Instagram account.'), headers: g.usage(100) };
      if (kind === 'quota') return err(403, 9, 'Application request limit reached', 2207042); if (kind === 'policy_reject') return err(400, 25, 'The Instagram account is restricted.', 2207050); return g.fault(kind, rq, f);
    },
    routes: [
      ['GET', R('\\/dialog\\/oauth'), 'dialog', g.dialog], ['GET', R('\\/me\\/accounts'), 'accounts', (rq) => enter(rq) ?? ok({ data: [{ id: '1020304050', name: 'Diskominfo Uji', access_token: 'ig-token-0', tasks: ['CREATE_CONTENT'], instagram_business_account: { id: db.id } }] })],
      ['GET', R('\\/debug_token'), 'debug_token', g.debugToken], ['GET', R('\\/oauth\\/access_token'), 'exchange', g.exchange], ['GET', R('\\/refresh_access_token'), 'refresh', refresh],
      ['POST', R(`\\/${db.id}\\/media`), 'container', create], ['POST', R(`\\/${db.id}\\/media_publish`), 'publish', publish], ['POST', /^\/rupload\/ig-api-upload\/v\d+\.\d+\/(\d+)$/, 'upload_bytes', rupload, { partial: true }],
      ['GET', R(`\\/${db.id}\\/content_publishing_limit`), 'limit', limit], ['GET', R(`\\/${db.id}\\/media`), 'list', list], ['GET', R('\\/(\\d+)\\/insights'), 'insights', insights],
      ['GET', R('\\/(\\d+)'), 'read', object], ['DELETE', R('\\/(\\d+)'), 'delete', object], ['POST', R('\\/(\\d+)'), 'edit', object],
    ],
  };
}
