// X API v2 (channels.md section 5). Strict like the OpenAPI file: unknown body keys and query parameters are refused.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { token, sha256 } from '../core.mjs';
import { check, bearer, basic } from '../lib/forms.mjs';
import { sniff, brief } from '../lib/media.mjs';
import { parseTweet, extractUrls } from '../lib/twitter-text.mjs';
const QUERY = JSON.parse(readFileSync(new URL('../data/x-query.json', import.meta.url), 'utf8'));
const ID = { t: 'id' };
const POST = { text: { t: 'string' }, media: { t: 'object' }, poll: { t: 'object' }, reply: { t: 'object' }, quote_tweet_id: ID, reply_settings: { t: 'string', enum: ['following', 'mentionedUsers', 'subscribers', 'verified'] }, edit_options: { t: 'object' }, made_with_ai: { t: 'bool' }, paid_partnership: { t: 'bool' }, community_id: ID, nullcast: { t: 'bool' }, share_with_followers: { t: 'bool' }, geo: { t: 'object' }, for_super_followers_only: { t: 'bool' }, card_uri: { t: 'string' }, direct_message_deep_link: { t: 'string' } };
const MEDIA = { media_ids: { t: 'array', req: true, min: 1, max: 4, items: ID }, tagged_user_ids: { t: 'array', max: 10, items: ID }, call_to_actions: { t: 'object' }, description: { t: 'string' }, embeddable: { t: 'bool' }, preview_media_id: ID, title: { t: 'string' } };
const CATEGORY = ['amplify_video', 'tweet_gif', 'tweet_image', 'tweet_video', 'dm_gif', 'dm_image', 'dm_video', 'subtitles'];
const TYPES = ['video/mp4', 'video/webm', 'video/mp2t', 'video/quicktime', 'text/srt', 'text/vtt', 'image/jpeg', 'image/gif', 'image/bmp', 'image/png', 'image/webp', 'image/pjpeg', 'image/tiff', 'model/gltf-binary', 'model/vnd.usdz+zip'];
const LIMITS = { create_post: 100, delete_post: 50, get_post: 900, user_tweets: 900, media_init: 1875, media_append: 1875, media_finalize: 1875, media_oneshot: 500, media_status: 1000, media_metadata: 1000, me: 75 };

export default function x(core) {
  const name = 'x';
  const db = core.state(name, { user: { id: '1700000000000000001', username: 'diskominfo_uji', name: 'Diskominfo Uji' }, credit: true, families: { f1: { refresh: 'x-refresh-0', spent: [], revoked: false, scope: 'tweet.read tweet.write users.read media.write offline.access' } }, access: { 'x-access-0': { fam: 'f1', exp: core.now() + 7200e3 } }, codes: {}, posts: {}, media: {}, windows: {}, next: 1 });
  const cred = { client_id: 'x-client', client_secret: 'x-secret', access_token: 'x-access-0', refresh_token: 'x-refresh-0', user_id: db.user.id, username: db.user.username };
  const problem = (status, title, detail, type = 'about:blank', more = {}) => ({ status, body: { title, detail, type, status, ...more } });
  const invalid = (rq, message, rule = 'invalid-request', params = {}) => { rq.violate(rule, 'X-oas', message); return { status: 400, headers: rate(rq), body: { errors: [{ parameters: params, message }], title: 'Invalid Request', detail: 'One or more parameters to your request was invalid.', type: 'https://api.x.com/2/problems/invalid-request', status: 400 } }; };
  const nid = () => String(1990000000000000000n + BigInt(db.next++));
  const mid = () => String(1880000000000000000n + BigInt(db.next++));

  function rate(rq, spend = false) {                       // one window of 15 minutes per endpoint
    const limit = LIMITS[rq.op] ?? 900; let w = db.windows[rq.op];
    if (!w || core.now() >= w.end) w = db.windows[rq.op] = { used: 0, end: core.now() + 900e3 };
    if (spend) w.used++;
    return { 'x-rate-limit-limit': String(limit), 'x-rate-limit-remaining': String(Math.max(0, limit - w.used)), 'x-rate-limit-reset': String(Math.floor(w.end / 1000)) };
  }
  const unauthorized = (rq) => problem(401, 'Unauthorized', 'Unauthorized');
  // scope check, rate headers, then the handler
  const guarded = (scope, fn) => (rq) => {
    if (rq.query.has('access_token')) rq.violate('token-in-query', 'X-docs', 'token must be in the Authorization header');
    const t = bearer(rq); const a = t && db.access[t];
    if (!a || a.exp <= core.now() || db.families[a.fam]?.revoked) { if (!t) rq.violate('missing-bearer', 'X-oas', 'Authorization: Bearer required'); return unauthorized(rq); }
    if (!db.credit) return problem(402, 'Payment Required', 'Your account has no credits left.', 'https://api.x.com/2/problems/usage-capped');
    if (!scope.every((s) => db.families[a.fam].scope.split(' ').includes(s))) { rq.violate('scope', 'X-oas', 'needs ' + scope.join(' ')); return problem(403, 'Forbidden', 'Missing scope', 'https://api.x.com/2/problems/not-authorized-for-resource'); }
    const h = rate(rq, true); if (db.windows[rq.op].used > (LIMITS[rq.op] ?? 900)) { rq.violate('rate-limit', 'X-docs', rq.op); return { ...problem(429, 'Too Many Requests', 'Too Many Requests'), headers: h }; }
    const res = fn(rq, a); res.headers = { ...h, ...res.headers }; return res;
  };
  const wantJson = (rq) => (rq.type !== 'application/json' ? invalid(rq, 'Content-Type must be application/json', 'content-type') : rq.badJson || rq.json === undefined ? invalid(rq, 'Body is not valid JSON', 'json') : null);
  const queryOk = (rq, key) => { for (const k of rq.query.keys()) if (!QUERY[key].includes(k) && !(k === 'tweet.fields')) return invalid(rq, `The query parameter [${k}] is not one of [${QUERY[key].join(',')}]`, 'unknown-query', { [k]: [rq.query.get(k)] }); return null; };
  const first = (rq, list, at) => (list.length ? invalid(rq, `${at}${list[0].note}`, 'body-' + list[0].problem, { [list[0].field]: [] }) : null);

  // ---- OAuth 2.0 with PKCE ---------------------------------------------------------------------
  function issue(fam) { const f = db.families[fam]; if (f.refresh) f.spent.push(f.refresh); f.refresh = 'xr-' + token(); const at = 'xa-' + token(); db.access[at] = { fam, exp: core.now() + 7200e3 }; return { status: 200, body: { token_type: 'bearer', expires_in: 7200, access_token: at, refresh_token: f.refresh, scope: f.scope } }; }
  const oauthError = (rq, e, d, rule) => { if (rule) rq.violate(rule, 'X-docs', d); return { status: 400, body: { error: e, error_description: d } }; };
  function tokens(rq) {
    if (rq.type !== 'application/x-www-form-urlencoded') return oauthError(rq, 'invalid_request', 'Content-Type must be application/x-www-form-urlencoded', 'content-type');
    const f = rq.form; const b = basic(rq); const id = b?.user ?? f.client_id;
    if (id !== cred.client_id || (b && b.pass !== cred.client_secret)) return { status: 401, body: { error: 'unauthorized_client', error_description: 'Missing valid authorization header' } };
    if (f.grant_type === 'refresh_token') {
      const fam = Object.keys(db.families).find((k) => db.families[k].refresh === f.refresh_token || db.families[k].spent.includes(f.refresh_token)); const F = db.families[fam];
      if (!F || F.revoked) return oauthError(rq, 'invalid_request', 'Value passed for the token was invalid.');
      if (F.refresh !== f.refresh_token) { F.revoked = true; rq.violate('refresh-token-reuse', 'TRY PR #126', 'spent refresh token sent again: whole family revoked'); return oauthError(rq, 'invalid_request', 'Value passed for the token was invalid.'); }
      return issue(fam);
    }
    if (f.grant_type === 'authorization_code') {
      const c = db.codes[f.code]; delete db.codes[f.code];
      if (!c || c.exp <= core.now()) return oauthError(rq, 'invalid_request', 'Value passed for the authorization code was invalid.', c ? 'code-older-than-30s' : 'code-unknown-or-used');
      if (c.redirect_uri !== f.redirect_uri) return oauthError(rq, 'invalid_request', 'Value passed for the redirect uri did not match the uri of the authorization code.', 'redirect-uri');
      if (createHash('sha256').update(f.code_verifier ?? '').digest('base64url') !== c.challenge) return oauthError(rq, 'invalid_request', 'Value passed for the code verifier did not match the code challenge.', 'pkce');
      const fam = 'f' + core.nextId(); db.families[fam] = { refresh: null, spent: [], revoked: false, scope: c.scope }; return issue(fam);
    }
    return oauthError(rq, 'unsupported_grant_type', 'grant_type', 'grant-type');
  }
  function authorize(rq) {                                 // agrees at once and sends the browser back
    const q = rq.query; const miss = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'code_challenge', 'code_challenge_method'].filter((k) => !q.get(k));
    if (miss.length || q.get('client_id') !== cred.client_id || q.get('response_type') !== 'code' || q.get('code_challenge_method') !== 'S256') return oauthError(rq, 'invalid_request', 'missing or wrong: ' + (miss.join(', ') || 'client_id, response_type or code_challenge_method'), 'authorize');
    const code = token(); db.codes[code] = { exp: core.now() + 30e3, redirect_uri: q.get('redirect_uri'), challenge: q.get('code_challenge'), scope: q.get('scope') };
    const u = new URL(q.get('redirect_uri')); u.searchParams.set('state', q.get('state')); u.searchParams.set('code', code); return { status: 302, headers: { Location: u.href } };
  }
  function revoke(rq) { const t = rq.form?.token; for (const f of Object.values(db.families)) if (f.refresh === t) f.revoked = true; delete db.access[t]; return { status: 200, body: { revoked: true } }; }

  // ---- posts -----------------------------------------------------------------------------------
  function create(rq) {
    let e = wantJson(rq); if (e) return e; const b = rq.json;
    e = first(rq, check(b, POST), '') ?? (b.media ? first(rq, check(b.media, MEDIA), 'media: ') : null) ?? (b.poll ? first(rq, check(b.poll, { options: { t: 'array', req: true, min: 2, max: 4, items: { t: 'string', min: 1, max: 25 } }, duration_minutes: { t: 'int', req: true, min: 5, max: 10080 }, reply_settings: { t: 'string' } }), 'poll: ') : null)
      ?? (b.reply ? first(rq, check(b.reply, { in_reply_to_tweet_id: { ...ID, req: true }, exclude_reply_user_ids: { t: 'array' }, auto_populate_reply_metadata: { t: 'bool' } }), 'reply: ') : null); if (e) return e;
    const text = b.text ?? ''; const ids = b.media?.media_ids ?? [];
    if (!text && !ids.length && !b.poll) return invalid(rq, 'text or media is required', 'empty');
    if (text) { const p = parseTweet(text); if (!p.valid) return invalid(rq, `Your Tweet text is too long or has invalid characters (weighted ${p.weightedLength} of 280).`, 'weighted-length'); }
    const media = ids.map((i) => db.media[i]);
    if (media.some((m) => !m || m.exp <= core.now())) return invalid(rq, 'Your media IDs are invalid.', 'media-id', { 'media.media_ids': ids });
    if (media.some((m) => m.state !== 'succeeded')) return invalid(rq, 'Your media is still processing or failed.', 'media-not-ready', { 'media.media_ids': ids });
    if (media.length > 1 && media.some((m) => !/^image\/(jpeg|png|webp)/.test(m.info.type))) return invalid(rq, 'At most 4 photos, or 1 GIF, or 1 video.', 'media-mix');
    const key = sha256(text.normalize('NFC').trim() + '|' + media.map((m) => m.info.sha256).join());
    if (Object.values(db.posts).some((p) => p.key === key && !p.deleted && core.now() - p.at < 86400e3)) { rq.violate('duplicate-text', 'ISSUE iembot #163', 'same text sent again: read back first', 'rejected'); return problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.'); }
    const id = nid(); let shown = text; const urls = [];
    for (const u of extractUrls(text).reverse()) { const tco = 'https://t.co/' + sha256(id + u.url).slice(0, 10); urls.unshift({ start: u.indices[0], end: u.indices[1], url: tco, expanded_url: /^https?:/i.test(u.url) ? u.url : 'http://' + u.url, display_url: u.url.replace(/^https?:\/\//i, '') }); shown = shown.slice(0, u.indices[0]) + tco + shown.slice(u.indices[1]); }
    db.posts[id] = { id, text: shown, urls, key, at: core.now(), media: ids, reply: b.reply?.in_reply_to_tweet_id }; rq.created(id);
    core.publish(name, { id, account: db.user.id, text, media: media.map((m) => brief(m.info)), url: `https://x.com/${db.user.username}/status/${id}` }, rq);
    return { status: 201, body: { data: { id, text: shown, edit_history_post_ids: [id] } } };
  }
  const fieldsOf = (rq) => (rq.query.get('post.fields') ?? rq.query.get('tweet.fields') ?? '').split(',');
  function view(p, rq) { const f = fieldsOf(rq); const o = { id: p.id, text: p.text, edit_history_tweet_ids: [p.id] }; if (f.includes('created_at')) o.created_at = new Date(p.at).toISOString(); if (f.includes('entities') && p.urls.length) o.entities = { urls: p.urls }; if (f.includes('public_metrics')) o.public_metrics = { retweet_count: 0, reply_count: 0, like_count: 0, quote_count: 0, bookmark_count: 0, impression_count: 0 }; if (f.includes('author_id')) o.author_id = db.user.id; return o; }
  const gone = (id) => ({ value: id, detail: `Could not find tweet with id: [${id}].`, title: 'Not Found Error', resource_type: 'tweet', parameter: 'id', resource_id: id, type: 'https://api.x.com/2/problems/resource-not-found' });
  function get(rq) { const e = queryOk(rq, 'get_post'); if (e) return e; const p = db.posts[rq.match[1]]; return !p || p.deleted || !core.visible(name, p.id) ? { status: 200, body: { errors: [gone(rq.match[1])] } } : { status: 200, body: { data: view(p, rq) } }; }
  function list(rq) {
    const e = queryOk(rq, 'user_tweets'); if (e) return e; const q = rq.query; const n = Number(q.get('max_results') ?? 10);
    if (!(n >= 5 && n <= 100)) return invalid(rq, `The max_results query parameter value [${q.get('max_results')}] is not between 5 and 100`, 'max_results');
    if (q.get('start_time') && Number.isNaN(Date.parse(q.get('start_time')))) return invalid(rq, 'start_time must be RFC 3339', 'start_time');
    if (rq.match[1] !== db.user.id) return { status: 200, body: { meta: { result_count: 0 } } };
    const since = q.get('start_time') ? Date.parse(q.get('start_time')) : 0; const ex = (q.get('exclude') ?? '').split(',');
    const all = Object.values(db.posts).filter((p) => !p.deleted && p.at >= since && core.visible(name, p.id) && !(ex.includes('replies') && p.reply)).sort((a, b) => b.at - a.at || (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
    const from = Number(q.get('pagination_token') ?? 0); const page = all.slice(from, from + n); const next = all.length > from + n ? { next_token: String(from + n) } : {}; return { status: 200, body: { ...(page.length ? { data: page.map((p) => view(p, rq)) } : {}), meta: { result_count: page.length, ...next, ...(page.length ? { newest_id: page[0].id, oldest_id: page.at(-1).id } : {}) } } };
  }
  function del(rq) { const p = db.posts[rq.match[1]]; if (!p || p.deleted) return problem(404, 'Not Found', 'Not Found'); p.deleted = true; core.unpublish(name, p.id); return { status: 200, body: { data: { deleted: true } } }; }

  // ---- media -----------------------------------------------------------------------------------
  const partOf = (rq, key) => { if (rq.parts) { if (rq.parts.error) return { err: rq.parts.error }; const p = rq.parts.files[key] ?? rq.parts.list.find((y) => y.name === key); return p ? { data: p.data, fields: rq.parts.fields, names: rq.parts.list.map((y) => y.name) } : { err: key + ' part missing' }; } if (rq.json) return { data: Buffer.from(String(rq.json[key] ?? ''), 'base64'), fields: rq.json, names: Object.keys(rq.json) }; return { err: 'send multipart/form-data or JSON' }; };
  function mediaProblem(info, category, declared) {
    if (!info.type) return 'media type unrecognized.';
    if (declared && info.type !== declared && !(declared === 'image/pjpeg' && info.type === 'image/jpeg')) return `bytes are ${info.type}, declared ${declared}`;
    const cat = category ?? (info.type === 'image/gif' ? 'tweet_gif' : info.type.startsWith('video/') ? 'tweet_video' : 'tweet_image');
    if (cat === 'tweet_image' && (!/^image\/(jpeg|png|webp|gif)$/.test(info.type) || info.bytes > 5242880)) return 'image must be JPG, PNG, WEBP or GIF of at most 5 MB';
    if (cat === 'tweet_gif' && (info.type !== 'image/gif' || info.bytes > 15728640 || info.width > 1280 || info.height > 1080)) return 'GIF limits: 15 MB, 1280x1080';
    if (/video/.test(cat)) { if (!/^video\//.test(info.type)) return 'not a video'; if (info.bytes > 536870912) return 'video above 512 MB'; if (info.duration !== undefined && (info.duration < 0.5 || info.duration > 140)) return 'video must last 0.5 to 140 s'; if (info.width && (info.width < 32 || info.height < 32 || Math.max(info.width, info.height) > 1920 || info.width / info.height > 3 || info.height / info.width > 3)) return 'video dimensions or aspect ratio'; }
    return null;
  }
  function oneshot(rq) {
    const p = partOf(rq, 'media'); if (p.err) return invalid(rq, p.err, 'multipart');
    for (const k of p.names) if (!['media', 'media_category', 'additional_owners', 'media_type', 'shared'].includes(k)) return invalid(rq, `unknown field ${k}` + (k === 'command' ? ' (the old command=INIT form: use the separate endpoints)' : ''), 'body-unknown');
    if (!CATEGORY.includes(p.fields.media_category)) return invalid(rq, 'media_category is required and must be one of ' + CATEGORY.join(','), 'body-missing');
    const info = sniff(p.data); const why = mediaProblem(info, p.fields.media_category); if (why) return invalid(rq, why, 'media');
    const id = mid(); db.media[id] = { info: brief(info), state: 'succeeded', exp: core.now() + 86400e3 }; return { status: 200, body: { data: { id, media_key: '3_' + id, size: info.bytes, expires_after_secs: 86400, image: { w: info.width, h: info.height, image_type: info.type } } } };
  }
  function init(rq) {
    const e = wantJson(rq) ?? first(rq, check(rq.json, { media_type: { t: 'string', enum: TYPES, req: true }, media_category: { t: 'string', enum: CATEGORY }, total_bytes: { t: 'int', min: 1, max: 17179869184, req: true }, shared: { t: 'bool' }, additional_owners: { t: 'array', items: ID } }), ''); if (e) return e;
    const id = mid(); db.media[id] = { state: 'uploading', type: rq.json.media_type, category: rq.json.media_category, total: rq.json.total_bytes, segments: {}, exp: core.now() + 86400e3 };
    return { status: 200, body: { data: { id, media_key: (/(video|gif)/.test(rq.json.media_category ?? '') ? '13_' : '3_') + id, expires_after_secs: 86400 } } };
  }
  const session = (rq) => { const m = db.media[rq.match[1]]; return m && m.exp > core.now() && m.segments ? m : null; };
  function append(rq) {
    const m = session(rq); if (!m) return invalid(rq, 'media id not found or expired', 'media-id');
    const p = partOf(rq, 'media'); if (p.err) return invalid(rq, p.err, 'multipart');
    for (const k of p.names) if (!['media', 'segment_index'].includes(k)) return invalid(rq, 'unknown field ' + k, 'body-unknown');
    const i = Number(p.fields.segment_index ?? NaN); if (!Number.isInteger(i) || i < 0 || i > 999) return invalid(rq, 'segment_index must be 0 to 999', 'segment_index');
    if (p.data.length > 5242880) return invalid(rq, 'segment above 5 MB', 'segment-size');
    const bl = core.blob(`x-${rq.match[1]}-${i}`); bl.drop(); bl.append(p.data); m.segments[i] = p.data.length; return { status: 200, body: { data: { expires_at: Math.floor(m.exp / 1000) } } };
  }
  function finalize(rq) {
    const id = rq.match[1]; const m = session(rq); if (!m) return invalid(rq, 'media id not found or expired', 'media-id');
    const idx = Object.keys(m.segments).map(Number).sort((a, b) => a - b); const sum = idx.reduce((s, i) => s + m.segments[i], 0);
    if (idx.some((v, i) => v !== i) || sum !== m.total) return invalid(rq, `Segments do not add up to provided total file size. (${sum} of ${m.total})`, 'segments');
    if (!m.info) {
      const bytes = Buffer.concat(idx.map((i) => core.blob(`x-${id}-${i}`).bytes())); const info = sniff(bytes); const why = mediaProblem(info, m.category, m.type); m.info = brief(info); for (const i of idx) core.blob(`x-${id}-${i}`).drop();
      const async = /video|gif/.test(m.category ?? '') || /^video\//.test(m.type); m.state = async ? 'pending' : 'succeeded'; m.readyAt = core.now() + 2000; m.fail = why; if (why) rq.violate('media', 'X-docs', why, async ? 'processing fails' : 'rejected');
      if (why && !async) { delete db.media[id]; return { status: 400, body: { errors: [{ message: why }], title: 'Invalid Request', detail: why, type: 'https://api.x.com/2/problems/invalid-request', status: 400 } }; }
    }
    return { status: 200, body: { data: mediaView(id, m) } };
  }
  const mediaView = (id, m) => ({ id, media_key: '13_' + id, size: m.info?.bytes, expires_after_secs: Math.floor((m.exp - core.now()) / 1000), ...(m.state !== 'succeeded' || m.readyAt ? { processing_info: m.state === 'succeeded' ? { state: 'succeeded', progress_percent: 100 } : m.state === 'failed' ? { state: 'failed', error: { code: 1, name: 'InvalidMedia', message: m.fail } } : { state: m.state, check_after_secs: 1 } } : {}) });
  function status(rq) {
    const e = queryOk(rq, 'media_status'); if (e) return e; const id = rq.query.get('media_id'); const m = db.media[id]; if (!m || !m.info) return invalid(rq, 'media id not found', 'media-id');
    if (m.state === 'pending') m.state = 'in_progress'; if (m.state === 'in_progress' && core.now() >= m.readyAt) m.state = m.fail ? 'failed' : 'succeeded';
    return { status: 200, body: { data: mediaView(id, m) } };
  }
  function metadata(rq) { const e = wantJson(rq) ?? first(rq, check(rq.json, { id: { ...ID, req: true }, metadata: { t: 'object' } }), ''); if (e) return e; const t = rq.json.metadata?.alt_text?.text; if (t !== undefined && (typeof t !== 'string' || t.length > 1000)) return invalid(rq, 'alt_text.text above 1000', 'alt-text'); if (!db.media[rq.json.id]) return invalid(rq, 'media id not found', 'media-id'); db.media[rq.json.id].alt = t; return { status: 200, body: { data: { id: rq.json.id, associated_metadata: rq.json.metadata } } }; }

  const W = ['tweet.write', 'users.read', 'tweet.read']; const R = ['tweet.read', 'users.read']; const M = ['media.write'];
  return {
    name, credentials: cred, endpoints: () => ({ replaces: ['https://api.x.com', 'https://x.com (authorize)'] }),
    notFound: () => problem(404, 'Not Found', 'Not Found'),
    fault(kind, rq) {
      if (rq.op === 'token' && ['429', 'quota', 'policy_reject', 'token_expired'].includes(kind)) return kind === '429' ? { ...problem(429, 'Too Many Requests', 'Too Many Requests'), headers: rate(rq) } : oauthError(rq, 'invalid_request', 'Value passed for the token was invalid.');
      if (kind.startsWith('500')) return problem(rq.fault.status ?? 503, 'Service Unavailable', 'Service Unavailable');
      if (kind === '429') { const w = db.windows[rq.op] = { used: LIMITS[rq.op] ?? 900, end: core.now() + (rq.fault.retry_after_s ?? 900) * 1000 }; return { ...problem(429, 'Too Many Requests', 'Too Many Requests'), headers: { 'x-rate-limit-limit': String(LIMITS[rq.op] ?? 900), 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(Math.ceil(w.end / 1000)) } }; }
      if (kind === 'quota') return problem(402, 'Payment Required', 'Your account has no credits left.', 'https://api.x.com/2/problems/usage-capped');
      if (kind === 'policy_reject') return problem(403, 'Forbidden', 'You are not permitted to perform this action.', 'https://api.x.com/2/problems/client-forbidden');
      const t = bearer(rq); if (db.access[t]) db.access[t].exp = 0; return unauthorized(rq);
    },
    control: { set: (b) => Object.assign(db, b) },
    routes: [
      ['GET', /^\/i\/oauth2\/authorize$/, 'authorize', authorize], ['POST', /^\/2\/oauth2\/token$/, 'token', tokens], ['POST', /^\/2\/oauth2\/revoke$/, 'revoke', revoke],
      ['POST', /^\/2\/tweets$/, 'create_post', guarded(W, create)], ['GET', /^\/2\/tweets\/(\d{1,19})$/, 'get_post', guarded(R, get)], ['DELETE', /^\/2\/tweets\/(\d{1,19})$/, 'delete_post', guarded(W, del)],
      ['GET', /^\/2\/users\/(\d{1,19})\/tweets$/, 'user_tweets', guarded(R, list)], ['GET', /^\/2\/users\/me$/, 'me', guarded(R, (rq) => queryOk(rq, 'me') ?? { status: 200, body: { data: db.user } })],
      ['POST', /^\/2\/media\/upload\/initialize$/, 'media_init', guarded(M, init)], ['POST', /^\/2\/media\/upload\/(\d{1,19})\/append$/, 'media_append', guarded(M, append)], ['POST', /^\/2\/media\/upload\/(\d{1,19})\/finalize$/, 'media_finalize', guarded(M, finalize)],
      ['POST', /^\/2\/media\/upload$/, 'media_oneshot', guarded(M, oneshot)], ['GET', /^\/2\/media\/upload$/, 'media_status', guarded(M, status)], ['POST', /^\/2\/media\/metadata$/, 'media_metadata', guarded(M, metadata)],
    ],
  };
}
