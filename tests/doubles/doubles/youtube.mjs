// YouTube Data API v3 (channels.md section 2): OAuth refresh, resumable upload, list, update, delete, thumbnails, quota.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { token } from '../core.mjs';
import { check, bearer } from '../lib/forms.mjs';
import { sniff, brief } from '../lib/media.mjs';
const SPEC = JSON.parse(readFileSync(new URL('../data/youtube.json', import.meta.url), 'utf8'));
const UP = 'https://www.googleapis.com/auth/youtube.upload', SSL = 'https://www.googleapis.com/auth/youtube.force-ssl';
const kinds = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, { t: { boolean: 'bool', string: 'string', array: 'array' }[v.type] ?? 'object', ...(v.enum ? { enum: v.enum } : {}) }]));
const SNIPPET = kinds(SPEC.snippet), STATUS = kinds(SPEC.status), GRAIN = 262144;

export default function youtube(core) {
  const name = 'youtube';
  const db = core.state(name, { channel: { id: 'UCdiskominfouji0000000000', title: 'Diskominfo Uji', uploads: 'UUdiskominfouji0000000000' }, audited: true, refresh: { 'yt-refresh-0': { scope: `${UP} ${SSL}`, exp: null } }, access: {}, codes: {}, sessions: {}, videos: {}, quota: { day: null, units: 0, uploads: 0 }, next: 1 });
  const cred = { client_id: 'yt-client.apps.example', client_secret: 'yt-secret', refresh_token: 'yt-refresh-0', channel_id: db.channel.id };
  const err = (status, reason, message, domain = 'youtube.video') => ({ status, body: { error: { code: status, message, errors: [{ message, domain, reason }] } } });
  const reject = (rq, reason, message, src = 'YT-docs') => { rq.violate(reason, src, message); return err(400, reason, message); };

  // ---- quota (midnight Pacific; rules of 2026-06-01) ------------------------------------------------
  const pacific = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(core.now());
  function charge(units, uploads = 0) {
    if (db.quota.day !== pacific()) db.quota = { day: pacific(), units: 0, uploads: 0 };
    if (db.quota.units + units > 10000 || db.quota.uploads + uploads > 100) return err(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.', 'youtube.quota');
    db.quota.units += units; db.quota.uploads += uploads; return null;
  }
  // ---- OAuth ---------------------------------------------------------------------------------------
  function tokens(rq) {
    const bad = (e, d, rule) => { if (rule) rq.violate(rule, 'YT-docs', d); return { status: e === 'invalid_client' ? 401 : 400, body: { error: e, error_description: d } }; };
    if (rq.type !== 'application/x-www-form-urlencoded') return bad('invalid_request', 'Content-Type must be a form', 'content-type');
    const f = rq.form; if (f.client_id !== cred.client_id || f.client_secret !== cred.client_secret) return bad('invalid_client', 'The OAuth client was not found.', 'client');
    let scope;
    if (f.grant_type === 'refresh_token') { const r = db.refresh[f.refresh_token]; if (!r || (r.exp && r.exp <= core.now())) return bad('invalid_grant', 'Token has been expired or revoked.'); scope = r.scope; }
    else if (f.grant_type === 'authorization_code') { const c = db.codes[f.code]; delete db.codes[f.code]; if (!c || c.redirect_uri !== f.redirect_uri) return bad('invalid_grant', 'Malformed auth code.', 'code'); if (c.challenge && createHash('sha256').update(f.code_verifier ?? '').digest('base64url') !== c.challenge) return bad('invalid_grant', 'Invalid code verifier.', 'pkce'); scope = c.scope; }
    else return bad('unsupported_grant_type', 'Invalid grant_type: ' + f.grant_type, 'grant-type');
    const at = 'ya29.' + token(); db.access[at] = { exp: core.now() + 3599e3, scope };
    const body = { access_token: at, expires_in: 3599, scope, token_type: 'Bearer' };
    if (f.grant_type === 'authorization_code') { body.refresh_token = '1//' + token(); db.refresh[body.refresh_token] = { scope, exp: null }; }
    return { status: 200, body };
  }
  function authorize(rq) { const q = rq.query; for (const k of ['client_id', 'redirect_uri', 'response_type', 'scope']) if (!q.get(k)) { rq.violate('authorize', 'YT-docs', k + ' missing'); return { status: 400, body: 'Error 400: invalid_request' }; } const code = '4/' + token(); db.codes[code] = { redirect_uri: q.get('redirect_uri'), scope: q.get('scope'), challenge: q.get('code_challenge') }; const u = new URL(q.get('redirect_uri')); if (q.get('state')) u.searchParams.set('state', q.get('state')); u.searchParams.set('code', code); return { status: 302, headers: { Location: u.href } }; }
  const revoke = (rq) => { const t = rq.query.get('token') ?? rq.form?.token; if (!db.refresh[t] && !db.access[t]) return { status: 400, body: { error: 'invalid_token' } }; delete db.refresh[t]; delete db.access[t]; return { status: 200, body: {} }; };
  const auth = (rq, scopes = [UP, SSL]) => {
    if (rq.query.has('access_token')) rq.violate('token-in-query', 'contract', 'send Authorization: Bearer', 'accepted_but_wrong');
    const a = db.access[bearer(rq) ?? rq.query.get('access_token')];
    if (!a || a.exp <= core.now()) return { ...err(401, 'authorizationRequired', 'Request had invalid authentication credentials.', 'global'), headers: { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' } };
    if (!scopes.some((s) => a.scope.split(' ').includes(s))) { rq.violate('scope', 'YT-disc', scopes.join(' or ')); return err(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.', 'global'); }
    return null;
  };
  const query = (rq, key, need) => { for (const k of rq.query.keys()) if (!SPEC.query[key].includes(k) && !['uploadType', 'upload_id'].includes(k)) rq.violate('unknown-query', 'YT-disc', k, 'accepted_but_wrong'); for (const n of need) if (!rq.query.get(n)) { rq.violate('missing-query', 'YT-disc', n); return err(400, 'missingRequiredParameter', `No ${n} specified`, 'global'); } return null; };

  // ---- resource checks ---------------------------------------------------------------------------------
  function resource(rq, v, parts, update) {
    for (const k of Object.keys(v)) if (!SPEC.video.includes(k)) return reject(rq, 'invalidVideoMetadata', 'unknown resource part ' + k, 'YT-disc');
    for (const k of ['snippet', 'status']) if (v[k] !== undefined && !parts.includes(k)) rq.violate('part-not-named', 'YT-docs', `${k} sent but not in part=: it is ignored`, 'accepted_but_wrong');
    const s = v.snippet ?? {}, t = v.status ?? {};
    for (const p of [...check(s, SNIPPET), ...check(t, STATUS)]) return reject(rq, p.field === 'tags' ? 'invalidTags' : 'invalidVideoMetadata', p.note, 'YT-disc');
    if (parts.includes('snippet')) {
      if (!s.title || [...s.title].length > 100 || /[<>]/.test(s.title)) return reject(rq, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.');
      if (s.description !== undefined && (Buffer.byteLength(s.description) > 5000 || /[<>]/.test(s.description))) return reject(rq, 'invalidDescription', 'The request metadata specifies an invalid video description.');
      if (s.tags && (s.tags.some((x) => typeof x !== 'string') || s.tags.reduce((n, x) => n + x.length + (/\s/.test(x) ? 2 : 0), Math.max(0, s.tags.length - 1)) > 500)) return reject(rq, 'invalidTags', 'The request metadata specifies invalid video keywords.');
      if ((update && !s.categoryId) || (s.categoryId !== undefined && !/^\d{1,2}$/.test(s.categoryId))) return reject(rq, 'invalidCategoryId', 'The snippet.categoryId property specifies an invalid category ID.');
    }
    if (parts.includes('status') && t.publishAt !== undefined) { if (Number.isNaN(Date.parse(t.publishAt)) || !/T.*(Z|[+-]\d\d:\d\d)$/.test(t.publishAt) || t.privacyStatus !== 'private') return reject(rq, 'invalidPublishAt', 'publishAt needs ISO 8601 and privacyStatus private.'); }
    return null;
  }
  // ---- upload --------------------------------------------------------------------------------------------
  function start(rq) {
    let e = auth(rq) ?? query(rq, 'insert', ['part']) ?? charge(0, 1); if (e) return e;
    if (rq.query.get('uploadType') !== 'resumable') { rq.violate('uploadType', 'YT-docs', 'only the resumable protocol is doubled'); return err(400, 'badRequest', 'uploadType must be resumable', 'global'); }
    if (rq.type !== 'application/json' || rq.badJson || !rq.json) return reject(rq, 'invalidVideoMetadata', 'JSON metadata with Content-Type application/json required');
    const type = rq.headers['x-upload-content-type'], size = Number(rq.headers['x-upload-content-length'] ?? NaN);
    if (!type || !/^(video\/.+|application\/octet-stream)$/.test(type)) { rq.violate('x-upload-content-type', 'YT-disc', type ?? 'missing'); return err(400, 'badContent', 'Media type not supported: ' + type, 'global'); }
    if (!(size > 0)) rq.violate('x-upload-content-length', 'YT-docs', 'missing: the size check at the end is lost', 'accepted_but_wrong');
    if (size > 274877906944) return err(400, 'uploadTooLarge', 'too large', 'global');
    const parts = rq.query.get('part').split(','); e = resource(rq, rq.json, parts, false); if (e) return e;
    const id = 'AEnB' + token(24); db.sessions[id] = { id, type, total: size > 0 ? size : null, meta: rq.json, parts, notify: rq.query.get('notifySubscribers') !== 'false', video: null, at: core.now() };
    return { status: 200, headers: { Location: `${rq.base}/upload/youtube/v3/videos?uploadType=resumable&upload_id=${id}`, 'X-GUploader-UploadID': id } };
  }
  const r308 = (n) => ({ status: 308, headers: n ? { Range: `bytes=0-${n - 1}` } : {} });
  function put(rq) {
    const s = db.sessions[rq.query.get('upload_id')];
    if (!s || core.now() - s.at > 7 * 86400e3) return { status: 404, body: 'Not Found' };
    const cr = rq.headers['content-range']; const b = core.blob('yt-' + s.id);
    const done = () => ({ status: 200, body: view(db.videos[s.video], s.parts) });
    let m;
    if (cr && (m = /^bytes \*\/(\d+|\*)$/.exec(cr))) {                                        // status query
      if (rq.body.length) rq.violate('status-query-body', 'YT-docs', 'a status query has Content-Length: 0');
      if (m[1] !== '*' && s.total && Number(m[1]) !== s.total) rq.violate('status-query-total', 'YT-docs', `${m[1]} is not ${s.total}`, 'accepted_but_wrong');
      return s.video ? done() : r308(b.size());
    }
    if (s.video) { rq.violate('bytes-after-end', 'YT-docs', 'session is already complete', 'accepted_but_wrong'); return done(); }
    let from = 0, to = Number(rq.headers['content-length'] ?? rq.body.length) - 1, total = to + 1;
    if (cr) {
      m = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(cr); if (!m) { rq.violate('content-range', 'YT-docs', cr); return err(400, 'badRequest', 'Invalid Content-Range', 'global'); }
      from = +m[1]; to = +m[2]; total = m[3] === '*' ? null : +m[3];
      if (!rq.partial && to - from + 1 !== rq.body.length) { rq.violate('content-range-length', 'YT-docs', `${cr} with ${rq.body.length} bytes`); return err(400, 'badRequest', 'Content-Range does not match the body', 'global'); }
      if ((total === null || to + 1 < total) && (to - from + 1) % GRAIN) { rq.violate('chunk-multiple', 'YT-docs', `chunk of ${to - from + 1} bytes is not a multiple of 262144`); return err(400, 'badRequest', 'Chunk size must be a multiple of 262144', 'global'); }
    }
    if (s.total && total !== null && total !== s.total) { rq.violate('upload-length', 'YT-docs', `declared ${s.total}, sent ${total}`); return err(400, 'badRequest', 'Upload size does not match X-Upload-Content-Length', 'global'); }
    if (from > b.size()) { rq.violate('chunk-gap', 'YT-docs', `starts at ${from}, server has ${b.size()}`); return { status: 503, body: 'Service Unavailable' }; }
    let bytes = rq.body.subarray(b.size() - from);
    if (rq.partial) bytes = bytes.subarray(0, Math.max(0, Math.floor((from + rq.body.length) / GRAIN) * GRAIN - b.size()));   // what survives a cut
    b.append(bytes); if (rq.partial) return null;
    if (total === null || to + 1 < total) return r308(b.size());
    return finish(rq, s, b);
  }
  function finish(rq, s, b) {
    const info = sniff(b.bytes()); b.drop(); const id = createHash('sha256').update('v' + db.next++ + s.id).digest('base64url').slice(0, 11);
    const st = { privacyStatus: 'public', license: 'youtube', embeddable: true, publicStatsViewable: true, ...(s.parts.includes('status') ? s.meta.status : {}) };
    const v = db.videos[id] = { id, at: core.now(), info: brief(info), snippet: { description: '', categoryId: '22', ...s.meta.snippet }, status: st, upload: 'uploaded', ready: core.now() + (db.processing_s ?? 2) * 1000, fail: /^video\//.test(info.type ?? '') ? null : 'invalidFile' };
    if (v.fail) rq.violate('video-bytes', 'YT-disc', `bytes are ${info.type ?? 'unknown'}; processing will fail (invalidFile)`, 'accepted_but_wrong');
    if (!db.audited) { st.privacyStatus = 'private'; delete st.publishAt; }
    s.video = id; rq.created(id); process(v); return { status: 200, body: view(v, s.parts) };
  }
  // Time passes: processing ends, publishAt comes, videos become public.
  function process(v) {
    const now = core.now(); if (v.deleted) return;
    if (v.upload === 'uploaded' && now >= v.ready) { v.upload = v.fail ? (v.reject ? 'rejected' : 'failed') : 'processed'; }
    if (v.status.publishAt && Date.parse(v.status.publishAt) <= now && v.status.privacyStatus === 'private' && !v.fail && v.upload === 'processed') { v.status.privacyStatus = 'public'; delete v.status.publishAt; }
    const open = v.upload === 'processed' && v.status.privacyStatus === 'public';
    if (open && !core.isPublic(name, v.id)) core.publish(name, { id: v.id, account: db.channel.id, kind: 'video', text: `${v.snippet.title}\n${v.snippet.description ?? ''}\n${(v.snippet.tags ?? []).join(' ')}`, media: [v.info], url: 'https://www.youtube.com/watch?v=' + v.id });
    if (!open && core.isPublic(name, v.id)) core.unpublish(name, v.id);
  }
  function view(v, parts) {
    const o = { kind: 'youtube#video', etag: 'e' + v.at, id: v.id };
    if (parts.includes('snippet')) o.snippet = { publishedAt: new Date(v.at).toISOString(), channelId: db.channel.id, channelTitle: db.channel.title, liveBroadcastContent: 'none', ...v.snippet };
    if (parts.includes('status')) o.status = { uploadStatus: v.upload, ...v.status, madeForKids: !!v.status.selfDeclaredMadeForKids, ...(v.upload === 'failed' ? { failureReason: v.fail } : {}), ...(v.upload === 'rejected' ? { rejectionReason: v.fail } : {}) };
    if (parts.includes('processingDetails')) o.processingDetails = { processingStatus: v.upload === 'uploaded' ? 'processing' : v.upload === 'processed' ? 'succeeded' : 'failed' };
    if (parts.includes('statistics')) o.statistics = { viewCount: '0', likeCount: '0', favoriteCount: '0', commentCount: '0' };
    return o;
  }
  const live = (id) => { const v = db.videos[id]; return v && !v.deleted && core.visible(name, id) ? v : null; };
  function list(rq) { const e = auth(rq, [SSL, 'https://www.googleapis.com/auth/youtube.readonly']) ?? query(rq, 'list', ['part']) ?? charge(1); if (e) return e; if (!rq.query.get('id')) return err(400, 'missingRequiredParameter', 'No filter selected.', 'youtube.parameter'); const ids = rq.query.get('id').split(','); if (ids.length > 50) return reject(rq, 'invalidFilters', 'at most 50 ids'); const items = ids.map(live).filter(Boolean); return { status: 200, body: { kind: 'youtube#videoListResponse', items: items.map((v) => view(v, rq.query.get('part').split(','))), pageInfo: { totalResults: items.length, resultsPerPage: items.length } } }; }
  function update(rq) { const e = auth(rq, [SSL]) ?? query(rq, 'update', ['part']) ?? charge(50); if (e) return e; const v = live(rq.json?.id); if (!v) return err(404, 'videoNotFound', 'The video cannot be found.'); const parts = rq.query.get('part').split(','); const bad = resource(rq, { ...rq.json, id: undefined, kind: undefined, etag: undefined }, parts, true); if (bad && bad.body) return bad; if (parts.includes('snippet')) { v.snippet = { description: '', ...rq.json.snippet }; if (core.isPublic(name, v.id)) core.edited(name, v.id, `${v.snippet.title}\n${v.snippet.description}`); } if (parts.includes('status')) v.status = { privacyStatus: 'public', ...rq.json.status }; process(v); return { status: 200, body: view(v, parts) }; }
  function del(rq) { const e = auth(rq, [SSL]) ?? query(rq, 'delete', ['id']) ?? charge(50); if (e) return e; const v = live(rq.query.get('id')); if (!v) return err(404, 'videoNotFound', 'The video that you are trying to delete cannot be found.'); v.deleted = true; if (core.isPublic(name, v.id)) core.unpublish(name, v.id); return { status: 204 }; }
  function thumbnail(rq) { const e = auth(rq) ?? query(rq, 'thumbnail', ['videoId']) ?? charge(50); if (e) return e; const v = live(rq.query.get('videoId')); if (!v) return err(404, 'videoNotFound', 'The video that you are trying to insert a thumbnail image for cannot be found.', 'youtube.thumbnail'); if (!rq.body.length) return reject(rq, 'mediaBodyRequired', 'The request does not include the image content.'); if (!['image/jpeg', 'image/png', 'application/octet-stream'].includes(rq.type)) return reject(rq, 'invalidImage', 'type ' + rq.type, 'YT-disc'); const i = sniff(rq.body); if (!['image/jpeg', 'image/png'].includes(i.type) || i.bytes > 2097152) return reject(rq, 'invalidImage', `The provided image content is invalid. (${i.type}, ${i.bytes} bytes)`, 'YT-disc'); v.thumb = i.sha256; return { status: 200, body: { kind: 'youtube#thumbnailSetResponse', items: [{ default: { url: `https://i.ytimg.com/vi/${v.id}/default.jpg` } }] } }; }
  function channels(rq) { const e = auth(rq, [SSL, 'https://www.googleapis.com/auth/youtube.readonly']) ?? query(rq, 'channels', ['part']) ?? charge(1); if (e) return e; return { status: 200, body: { kind: 'youtube#channelListResponse', items: [{ kind: 'youtube#channel', id: db.channel.id, snippet: { title: db.channel.title }, contentDetails: { relatedPlaylists: { uploads: db.channel.uploads } } }] } }; }
  function playlist(rq) { const e = auth(rq, [SSL, 'https://www.googleapis.com/auth/youtube.readonly']) ?? query(rq, 'playlistItems', ['part', 'playlistId']) ?? charge(1); if (e) return e; if (rq.query.get('playlistId') !== db.channel.uploads) return err(404, 'playlistNotFound', 'The playlist cannot be found.', 'youtube.playlistItem'); const n = Number(rq.query.get('maxResults') ?? 5); const from = Number(rq.query.get('pageToken') ?? 0); const every = Object.values(db.videos).filter((v) => live(v.id)).sort((a, b) => b.at - a.at); const vs = every.slice(from, from + n); return { status: 200, body: { ...(every.length > from + n ? { nextPageToken: String(from + n) } : {}), kind: 'youtube#playlistItemListResponse', items: vs.map((v) => ({ kind: 'youtube#playlistItem', snippet: { title: v.snippet.title, description: v.snippet.description, resourceId: { kind: 'youtube#video', videoId: v.id } }, status: { privacyStatus: v.status.privacyStatus } })), pageInfo: { totalResults: vs.length, resultsPerPage: n } } }; }
  const oembed = (rq) => { const id = /[?&]v=([\w-]{11})/.exec(rq.query.get('url') ?? '')?.[1] ?? /youtu\.be\/([\w-]{11})/.exec(rq.query.get('url') ?? '')?.[1]; const v = live(id); return !v ? { status: 404, body: 'Not Found' } : v.status.privacyStatus === 'private' || v.upload !== 'processed' ? { status: 401, body: 'Unauthorized' } : { status: 200, body: { type: 'video', title: v.snippet.title } }; };

  return {
    name, credentials: cred, endpoints: () => ({ replaces: ['https://oauth2.googleapis.com', 'https://accounts.google.com', 'https://www.googleapis.com', 'https://youtube.googleapis.com', 'https://www.youtube.com (oembed)'] }),
    notFound: () => err(404, 'notFound', 'Not Found', 'global'),
    tick: () => { for (const v of Object.values(db.videos)) process(v); },
    control: { set: (b) => Object.assign(db, b) },
    fault(kind, rq, f, after) {
      if (rq.op === 'token') return kind === 'token_expired' || kind === 'policy_reject' ? { status: 400, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } } : { status: kind === '429' ? 429 : 500, body: { error: 'internal_failure' } };
      if (kind.startsWith('500')) return err(f.status ?? 503, 'backendError', 'Backend Error', 'global');
      if (kind === '429') return err(429, rq.op === 'upload_start' || rq.op === 'thumbnail' ? 'uploadRateLimitExceeded' : 'rateLimitExceeded', 'Too many requests.', 'youtube.quota');
      if (kind === 'quota') return f.reason === 'uploadLimitExceeded' ? err(400, 'uploadLimitExceeded', 'The user has exceeded the number of videos they may upload.') : err(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.', 'youtube.quota');
      if (kind === 'policy_reject') { if (rq.op !== 'upload_put') return err(403, 'forbidden', 'The request is not properly authorized.'); const res = put(rq); const v = db.videos[db.sessions[rq.query.get('upload_id')]?.video]; if (v) { v.fail = 'inappropriate'; v.reject = true; } return res; }
      for (const t of Object.values(db.access)) t.exp = 0; return { ...err(401, 'authorizationRequired', 'Request had invalid authentication credentials.', 'global'), headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } };
    },
    routes: [
      ['GET', /^\/o\/oauth2\/v2\/auth$/, 'authorize', authorize], ['POST', /^\/token$/, 'token', tokens], ['POST', /^\/revoke$/, 'revoke', revoke],
      ['POST', /^\/(resumable\/)?upload\/youtube\/v3\/videos$/, 'upload_start', start], ['PUT', /^\/(resumable\/)?upload\/youtube\/v3\/videos$/, 'upload_put', put, { partial: true, refine: (rq) => (/^bytes \*\//.test(rq.headers['content-range'] ?? '') ? 'upload_status' : 'upload_bytes') }],
      ['POST', /^\/upload\/youtube\/v3\/thumbnails\/set$/, 'thumbnail', thumbnail], ['GET', /^\/youtube\/v3\/videos$/, 'list', list], ['PUT', /^\/youtube\/v3\/videos$/, 'update', update], ['DELETE', /^\/youtube\/v3\/videos$/, 'delete', del],
      ['GET', /^\/youtube\/v3\/channels$/, 'channels', channels], ['GET', /^\/youtube\/v3\/playlistItems$/, 'playlist', playlist], ['GET', /^\/oembed$/, 'oembed', oembed],
    ],
  };
}
