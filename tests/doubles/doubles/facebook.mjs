// Facebook Page publishing over the Graph API (channels.md section 3).
import { readFileSync } from 'node:fs';
import { sha256 } from '../core.mjs';
import { sniff, brief } from '../lib/media.mjs';
import { graph, APP } from '../lib/graph.mjs';
const NAMES = JSON.parse(readFileSync(new URL('../data/meta-params.json', import.meta.url), 'utf8'));
const SCOPES = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts', 'pages_manage_metadata', 'read_insights', 'publish_video'];
const DEAD_METRICS = /^(page_impressions|post_impressions|page_fans)/;
const METRICS = ['post_media_view', 'post_total_media_view_unique', 'post_clicks', 'post_reactions_by_type_total', 'page_media_view', 'page_total_media_view_unique', 'page_follows', 'page_daily_follows_unique', 'page_post_engagements'];

export default function facebook(core) {
  const name = 'facebook';
  const db = core.state(name, { id: '1020304050', page: { id: '1020304050', name: 'Diskominfo Uji' }, tokens: { 'fb-page-0': { type: 'PAGE', exp: null, scopes: SCOPES }, 'fb-user-0': { type: 'USER', exp: core.now() + 3600e3, scopes: SCOPES } }, posts: {}, photos: {}, videos: {}, uploads: {}, handles: {}, next: 998877 });
  const cred = { app_id: APP.id, app_secret: APP.secret, page_id: db.id, page_token: 'fb-page-0', user_token: 'fb-user-0' };
  const g = graph(core, name, db); const { err, ok, bad, enter, bool } = g; const nid = () => String(db.next++);
  const P = { perms: ['pages_manage_posts', 'pages_read_engagement'] };
  const link = (id) => (core.public_kind[name] ? `${core.base}/publik/${name}/${id}` : `https://www.facebook.com/${id}`);

  // scheduled_publish_time: Unix seconds, ISO 8601, 10 minutes to 30 days ahead, only with published=false
  function when(rq) {
    const v = rq.p.scheduled_publish_time; if (v === undefined) return { at: null };
    const at = /^\d+$/.test(String(v)) ? Number(v) * 1000 : Date.parse(v); const ahead = at - core.now();
    if (Number.isNaN(at)) return { e: bad(rq, 'schedule-format', '(#100) Param scheduled_publish_time must be a time') };
    if (bool(rq.p.published, true) && rq.p.video_state !== 'SCHEDULED') return { e: bad(rq, 'schedule-published', '(#100) published must be false for a scheduled post') };
    if (ahead < 600e3 || ahead > 30 * 86400e3) return { e: bad(rq, 'schedule-range', '(#100) The specified scheduled publish time is invalid.', 'FB-docs', 100, 1363026) };
    return { at };
  }
  function store(rq, o) {
    const id = `${db.id}_${nid()}`; const p = db.posts[id] = { id, created: core.now(), published: false, ...o }; rq.created(id);
    if (o.publishNow) release(p, rq); return p;
  }
  function release(p, rq) { p.published = true; p.scheduled = null; core.publish(name, { id: p.id, account: db.id, kind: p.kind ?? 'post', text: [p.message, p.link].filter(Boolean).join('\n'), media: p.media ?? [], url: link(p.id) }, rq); }
  const samePrevious = (key) => { const last = Object.values(db.posts).filter((p) => p.published && !p.deleted).sort((a, b) => b.created - a.created)[0]; return last && last.key === key; };

  function feed(rq) {
    const e = enter(rq, P); if (e) return e; const p = rq.p; g.unknown(rq, NAMES.page['POST feed'], 'feed');
    if (p.message !== undefined && (typeof p.message !== 'string' || [...p.message].length > 63206)) return bad(rq, 'message-length', '(#100) message must be a string of at most 63206 characters', 'BB');
    if (!g.isBool(p.published)) return bad(rq, 'type', '(#100) Param published must be a boolean');
    if (p.link !== undefined && !/^https?:\/\/[^\s]+$/.test(p.link)) return bad(rq, 'link', '(#1609005) Error parsing link', 'FB-docs', 1609005);
    let media = p.attached_media ?? []; if (typeof media === 'string') { try { media = JSON.parse(media); } catch { media = null; } }
    for (let i = 0; p[`attached_media[${i}]`] !== undefined; i++) { try { (media ??= []).push(JSON.parse(p[`attached_media[${i}]`])); } catch { media = null; break; } }
    if (!Array.isArray(media) || media.some((m) => typeof m?.media_fbid !== 'string')) return bad(rq, 'attached-media', '(#100) Param attached_media must be an array of {"media_fbid":"id"}');
    const ph = media.map((m) => db.photos[m.media_fbid]); if (ph.some((x) => !x)) return bad(rq, 'attached-media-id', '(#100) Invalid photo id in attached_media', 'FB-docs', 100, 33);
    if (ph.some((x) => x.published)) return bad(rq, 'attached-media-published', '(#100) attached photos must be unpublished');
    if (media.length > 10) rq.violate('attached-media-count', 'BB', `${media.length} photos`, 'accepted_but_wrong');
    if (!p.message && !p.link && !media.length) return bad(rq, 'empty', '(#100) Missing message or attachment');
    const w = when(rq); if (w.e) return w.e; const now = bool(p.published, true);
    const key = sha256([p.message, p.link, ...ph.map((x) => x.info.sha256)].join('|'));
    if (now && samePrevious(key)) { rq.violate('duplicate-post', 'FB-docs', 'same post as the last one'); return err(400, 506, '(#506) Duplicate status message'); }
    const o = store(rq, { message: p.message, link: p.link, key, media: ph.map((x) => x.info), scheduled: w.at, publishNow: now });
    for (const x of ph) x.used = o.id; return ok({ id: o.id });
  }
  async function photos(rq) {
    const e = enter(rq, P); if (e) return e; const p = rq.p; g.unknown(rq, [...NAMES.page['POST photos'], 'source'], 'photos');
    let bytes = rq.parts?.files.source?.data ?? rq.parts?.list.find((x) => x.filename !== undefined)?.data;
    if (!bytes && p.url) { const r = await core.fetchUrl(p.url); if (r.status !== 200) { rq.violate('url-fetch', 'FB-docs', `${p.url}: ${r.why ?? r.status}`); return err(400, 324, '(#324) Missing or invalid image file'); } bytes = r.bytes; }
    if (!bytes?.length) return bad(rq, 'photo-missing', '(#324) Requires upload file', 'FB-docs', 324);
    const info = sniff(bytes); if (!/^image\/(jpeg|png|gif|bmp|tiff)$/.test(info.type ?? '') || info.broken || info.bytes > 10485760) return bad(rq, 'photo', `(#324) Missing or invalid image file (${info.type}, ${info.bytes} bytes)`, 'FB-docs', 324);
    core.pictures.set(info.sha256, bytes);
    const w = when(rq); if (w.e) return w.e; const now = bool(p.published, true); const id = nid(); db.photos[id] = { id, info: brief(info), published: now, at: core.now() };
    if (!now && !w.at) return ok({ id });
    const o = store(rq, { message: p.message ?? p.caption, media: [brief(info)], kind: 'photo', key: sha256((p.message ?? '') + info.sha256), scheduled: w.at, publishNow: now }); return ok({ id, ...(now ? { post_id: o.id } : {}) });
  }
  // ---- resumable upload API, then /videos ------------------------------------------------------------
  function uploadStart(rq) { const e = enter(rq, P); if (e) return e; const { file_length, file_type } = rq.p; if (rq.match[1] !== APP.id) return bad(rq, 'app-id', 'uploads belong to the app id'); if (!(Number(file_length) > 0) || !/^(video\/mp4|image\/(jpeg|png)|application\/pdf)$/.test(file_type ?? '')) return bad(rq, 'upload-start', '(#100) file_length and file_type are required'); const id = 'MTphd' + nid(); db.uploads[id] = { total: Number(file_length), type: file_type }; return ok({ id: 'upload:' + id }); }
  function uploadBytes(rq) {
    const u = db.uploads[rq.match[1]]; if (!rq.partial) { const e = enter(rq, { oauthHeader: true }); if (e) return e; } if (!u) return rq.partial ? null : err(404, 100, 'Unsupported post request. Upload session does not exist', 33);
    const b = core.blob('fb-' + rq.match[1]); if (rq.method === 'GET') return ok({ id: 'upload:' + rq.match[1], file_offset: b.size() });
    const off = Number(rq.headers.file_offset ?? NaN); if (!Number.isInteger(off)) return rq.partial ? null : bad(rq, 'file-offset', 'file_offset header is required');
    if (off !== b.size()) return rq.partial ? null : bad(rq, 'file-offset', `offset ${off}, server has ${b.size()}: ask with GET first`);
    b.append(rq.body); if (rq.partial) return null;
    if (b.size() > u.total) return bad(rq, 'upload-length', `sent ${b.size()} of ${u.total}`); if (b.size() < u.total) return ok({ id: 'upload:' + rq.match[1], file_offset: b.size() });
    const info = sniff(b.bytes()); const h = '2:c2F' + sha256('h' + rq.match[1]).slice(0, 20); db.handles[h] = brief(info); return ok({ h });
  }
  function newVideo(rq, info, now, at, p, kind) {
    const id = nid(); const v = db.videos[id] = { id, info, title: p.title, description: p.description, ready: core.now() + 2000, want: now ? 'publish' : at ? 'schedule' : 'draft', at, kind, state: /^video\//.test(info.type ?? '') ? 'processing' : 'error' }; rq.created(id); return v;
  }
  async function videos(rq) {
    const e = enter(rq, P); if (e) return e; const p = rq.p; g.unknown(rq, NAMES.page['POST videos'], 'videos'); const w = when(rq); if (w.e) return w.e;
    if (p.upload_phase) return bad(rq, 'not-doubled', 'the older upload_phase protocol of /videos is not doubled', 'contract');
    let info = null; if (p.fbuploader_video_file_chunk) { info = db.handles[p.fbuploader_video_file_chunk]; if (!info) return bad(rq, 'upload-handle', '(#100) Invalid upload handle'); } else if (p.file_url) { const r = await core.fetchUrl(p.file_url); if (r.status !== 200) return bad(rq, 'url-fetch', `(#389) Unable to fetch video file from URL. ${r.why ?? r.status}`, 'FB-docs', 389); info = brief(sniff(r.bytes)); } else if (rq.parts?.files.source) info = brief(sniff(rq.parts.files.source.data));
    if (!info) return bad(rq, 'video-missing', '(#390) There was a problem uploading your video file.', 'FB-docs', 390); if (!/^video\//.test(info.type ?? '')) return bad(rq, 'video-bytes', `(#352) The video file you selected is in a format that we don't support. (${info.type})`, 'FB-docs', 352);
    return ok({ id: newVideo(rq, info, bool(p.published, true), w.at, p, 'video').id });
  }
  // ---- reels --------------------------------------------------------------------------------------------
  function reels(rq) {
    const e = enter(rq, P); if (e) return e; const p = rq.p; g.unknown(rq, NAMES.page['POST video_reels'], 'video_reels'); const phase = String(p.upload_phase ?? '').toLowerCase();
    if (phase === 'start') { const id = nid(); db.videos[id] = { id, kind: 'reel', state: 'upload', bytes: 0 }; return ok({ video_id: id, upload_url: `${rq.base}/rupload/video-upload/v26.0/${id}` }); }
    if (phase !== 'finish') return bad(rq, 'upload-phase', '(#100) upload_phase must be start or finish', 'FB-spec');
    const v = db.videos[p.video_id]; if (!v || v.kind !== 'reel') return bad(rq, 'video-id', '(#100) Invalid video_id', 'FB-docs', 100, 33);
    if (!['PUBLISHED', 'SCHEDULED', 'DRAFT'].includes(p.video_state)) return bad(rq, 'video-state', '(#100) video_state must be PUBLISHED, SCHEDULED or DRAFT', 'FB-spec');
    if (v.state === 'upload') return bad(rq, 'reel-bytes-missing', '(#6000) There was a problem uploading your video file.', 'FB-docs', 6000);
    if (v.want) { rq.violate('reel-finish-again', 'FB-docs', 'finish sent twice for one video_id', 'accepted_but_wrong'); return ok({ success: true, post_id: v.post }); }
    const w = when(rq); if (w.e) return w.e; if (p.video_state === 'SCHEDULED' && !w.at) return bad(rq, 'schedule-missing', '(#100) scheduled_publish_time required');
    if (v.info.duration !== undefined && (v.info.duration < 3 || v.info.duration > 90)) return bad(rq, 'reel-length', `(#1363040) reel must last 3 to 90 s, not ${v.info.duration}`, 'FB-docs', 1363040); if (v.info.width && (v.info.width < 540 || v.info.height < 960 || Math.abs(v.info.width / v.info.height - 9 / 16) > 0.02)) return bad(rq, 'reel-aspect', `(#1363040) reel must be 9:16, at least 540x960, not ${v.info.width}x${v.info.height}`, 'FB-docs', 1363040);
    if (p.video_state === 'PUBLISHED' && Object.values(db.videos).filter((x) => x.kind === 'reel' && x.post && core.now() - x.ready < 86400e3).length >= 30) return bad(rq, 'reel-daily', '(#4) 30 reels in 24 h', 'FB-docs', 4);
    Object.assign(v, { title: p.title, description: p.description, want: { PUBLISHED: 'publish', SCHEDULED: 'schedule', DRAFT: 'draft' }[p.video_state], at: w.at, ready: core.now() + 2000 }); rq.created(v.id); return ok({ success: true });
  }
  async function rupload(rq) {
    const v = db.videos[rq.match[1]]; if (rq.partial) return null; const t = /^OAuth (\S+)$/.exec(rq.headers.authorization ?? '')?.[1]; if (!db.tokens[t]) { rq.violate('rupload-auth', 'FB-docs', 'Authorization: OAuth TOKEN'); return { status: 401, body: { debug_info: { retriable: false, type: 'NotAuthorizedError', message: 'User token invalid' } } }; }
    const fail = (rule, m) => { rq.violate(rule, 'FB-docs', m); return { status: 400, body: { debug_info: { retriable: false, type: 'ProcessingFailedError', message: m } } }; };
    if (!v) return fail('video-id', 'no such upload'); let bytes = rq.body; if (rq.headers.file_url) { const r = await core.fetchUrl(rq.headers.file_url); if (r.status !== 200) return fail('url-fetch', rq.headers.file_url); bytes = r.bytes; } else { const size = Number(rq.headers.file_size ?? NaN), off = Number(rq.headers.offset ?? NaN); if (off !== 0 || size !== bytes.length) return fail('rupload-headers', `offset ${rq.headers.offset}, file_size ${rq.headers.file_size}, body ${bytes.length}`); }
    const info = sniff(bytes); if (info.type !== 'video/mp4') return fail('video-bytes', `reels want .mp4, got ${info.type}`); v.info = brief(info); v.bytes = info.bytes; v.state = 'processing'; v.ready = Infinity; return { status: 200, body: { success: true } };
  }
  function process() {
    const now = core.now();
    for (const v of Object.values(db.videos)) {
      if (v.state === 'processing' && v.want && now >= v.ready) v.state = 'ready';
      if (v.state === 'ready' && !v.post && (v.want === 'publish' || (v.want === 'schedule' && now >= v.at))) { const id = `${db.id}_${nid()}`; db.posts[id] = { id, created: now, published: false, message: v.description, media: [v.info], kind: v.kind, key: v.id }; v.post = id; if (!core.visible(name, v.id)) core.meta.hidden[`${name}:${id}`] = core.meta.hidden[`${name}:${v.id}`]; release(db.posts[id]); }
    }
    for (const p of Object.values(db.posts)) if (p.scheduled && !p.deleted && now >= p.scheduled) release(p);
  }
  // ---- reads -----------------------------------------------------------------------------------------------
  const alive = (p) => p && !p.deleted && core.visible(name, p.id);
  const shape = (p, fields) => { const all = { id: p.id, message: p.message, created_time: new Date(p.created).toISOString().replace('.000Z', '+0000').replace(/\.\d{3}Z$/, '+0000'), permalink_url: link(p.id), is_published: p.published, is_hidden: false, is_expired: false, scheduled_publish_time: p.scheduled ? Math.floor(p.scheduled / 1000) : undefined, attachments: p.link || p.media?.length ? { data: [{ target: { url: p.link ?? link(p.id) }, url: p.link, type: p.link ? 'share' : 'photo' }] } : undefined, shares: { count: 0 }, reactions: { data: [], summary: { total_count: 0 } }, comments: { data: [], summary: { total_count: 0 } } }; const f = (fields ?? 'created_time,message').split(/,(?![^{(]*[})])/).map((s) => s.replace(/[.{(].*$/, '')); return Object.fromEntries(['id', ...f].filter((k) => all[k] !== undefined).map((k) => [k, all[k]])); };
  const edge = (want) => (rq) => { const e = enter(rq, { perms: ['pages_read_engagement'] }); if (e) return e; const since = rq.p.since ? (/^\d+$/.test(rq.p.since) ? rq.p.since * 1000 : Date.parse(rq.p.since)) : 0; const from = Number(rq.p.after ?? 0), most = Number(rq.p.limit ?? 25); const every = Object.values(db.posts).filter((p) => alive(p) && want(p) && p.created >= since).sort((a, b) => b.created - a.created); const list = every.slice(from, from + most); if (every.length > from + most) list.more = from + most; return ok({ ...(list.more ? { paging: { cursors: { after: String(list.more) } } } : {}), data: list.map((p) => shape(p, rq.p.fields)), paging: {} }); };
  const missing = (id) => err(400, 100, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`, 33);
  function object(rq) {
    const id = rq.match[1]; const e = enter(rq, rq.method === 'GET' ? { perms: ['pages_read_engagement'] } : P); if (e) return e; const v = db.videos[id], p = db.posts[id], ph = db.photos[id];
    if (rq.method === 'GET') {
      if (v && core.visible(name, id)) { const f = (rq.p.fields ?? '').split(','); const done = v.state === 'ready'; const all = { id, post_id: v.post, permalink_url: v.post ? `/${db.id}/videos/${id}/` : undefined, published: !!v.post, title: v.title, description: v.description, status: { video_status: v.state === 'upload' ? 'upload_incomplete' : v.state, uploading_phase: { status: v.state === 'upload' ? 'in_progress' : 'complete', bytes_transferred: v.bytes ?? v.info?.bytes ?? 0 }, processing_phase: { status: done ? 'complete' : v.state === 'error' ? 'error' : 'in_progress' }, publishing_phase: { status: v.post ? 'complete' : 'not_started', publish_status: v.post ? 'published' : v.want ?? 'draft', ...(v.at ? { publish_time: Math.floor(v.at / 1000) } : {}) } } }; return ok(Object.fromEntries(['id', ...f].filter((k) => all[k] !== undefined).map((k) => [k, all[k]]))); }
      if (ph && !ph.deleted) return ok({ id }); if (id === db.id) return ok({ id, name: db.page.name }); return alive(p) ? ok(shape(p, rq.p.fields)) : missing(id);
    }
    const o = p && !p.deleted ? p : v?.post ? db.posts[v.post] : null;
    if (rq.method === 'DELETE') { if (o && !o.deleted) { o.deleted = true; if (o.published) core.unpublish(name, o.id); return ok({ success: true }); } if (ph && !ph.deleted) { ph.deleted = true; return ok({ success: true }); } return missing(id); }
    if (!o) return missing(id); g.unknown(rq, NAMES.post, 'post'); if (rq.p.message !== undefined) { o.message = rq.p.message; if (o.published) core.edited(name, o.id, o.message); }
    if (rq.p.scheduled_publish_time !== undefined && !o.published) { rq.p.published = false; const w = when(rq); if (w.e) return w.e; o.scheduled = w.at; } if (bool(rq.p.is_published, false) && !o.published) release(o, rq); return ok({ success: true });
  }
  function insights(rq) { const e = enter(rq, { perms: ['read_insights'] }); if (e) return e; const ms = String(rq.p.metric ?? '').split(',').filter(Boolean); const wrong = ms.filter((m) => !METRICS.includes(m)); if (!ms.length || wrong.length) { rq.violate(wrong.some((m) => DEAD_METRICS.test(m)) ? 'metric-retired' : 'metric', 'FB-docs', wrong.join() || 'none'); return err(400, 100, '(#100) The value must be a valid insights metric'); } return ok({ data: ms.map((m) => ({ name: m, period: rq.p.period ?? 'lifetime', values: [{ value: 0 }], id: `${rq.match[1]}/insights/${m}/lifetime` })) }); }
  function accounts(rq) { const e = enter(rq, { perms: ['pages_show_list'] }); if (e) return e; if (rq.tok.type !== 'USER') return err(400, 100, '(#100) user token required'); return ok({ data: [{ id: db.id, name: db.page.name, access_token: 'fb-page-0', tasks: ['CREATE_CONTENT', 'MANAGE'] }] }); }

  const V = '(?:\\/v\\d+\\.\\d+)?'; const R = (s) => new RegExp(`^${V}${s}$`); const pg = db.id;
  return {
    name, credentials: cred, endpoints: () => ({ replaces: ['https://graph.facebook.com', 'https://graph-video.facebook.com', 'https://rupload.facebook.com -> base/rupload'] }), tick: process,
    notFound: () => err(404, 2500, 'Unknown path components'), fault: g.fault,
    control: { set: (b) => Object.assign(db, b), token: (b) => Object.assign(db.tokens[b.token] ??= { type: 'PAGE', scopes: SCOPES }, b) },
    routes: [
      ['GET', R('\\/dialog\\/oauth'), 'dialog', g.dialog],
      ['GET', R('\\/debug_token'), 'debug_token', g.debugToken], ['GET', R('\\/oauth\\/access_token'), 'exchange', g.exchange], ['GET', R('\\/me\\/accounts'), 'accounts', accounts],
      ['POST', R(`\\/${pg}\\/feed`), 'feed', feed], ['POST', R(`\\/${pg}\\/photos`), 'photos', photos, { refine: (rq) => (String(rq.parts?.fields.published ?? rq.form?.published ?? rq.json?.published) === 'false' ? 'photo_unpublished' : 'photo_published') }], ['POST', R(`\\/${pg}\\/videos`), 'videos', videos],
      ['POST', R(`\\/${pg}\\/video_reels`), 'reels', reels, { refine: (rq) => 'reel_' + String(rq.json?.upload_phase ?? rq.form?.upload_phase ?? rq.parts?.fields.upload_phase ?? rq.query.get('upload_phase')).toLowerCase() }], ['POST', /^\/rupload\/video-upload\/v\d+\.\d+\/(\d+)$/, 'reel_bytes', rupload, { partial: true }],
      ['POST', R('\\/(\\d+)\\/uploads'), 'upload_start', uploadStart], ['POST', R('\\/upload:(\\w+)'), 'upload_bytes', uploadBytes, { partial: true }], ['GET', R('\\/upload:(\\w+)'), 'upload_status', uploadBytes],
      ['GET', R(`\\/${pg}\\/(?:feed|published_posts|posts)`), 'read_feed', edge((p) => p.published)], ['GET', R(`\\/${pg}\\/scheduled_posts`), 'read_scheduled', edge((p) => !p.published && p.scheduled)],
      ['GET', R('\\/([\\d_]+)\\/insights'), 'insights', insights], ['GET', R('\\/([\\d_]+)'), 'read_object', object], ['POST', R('\\/([\\d_]+)'), 'edit', object], ['DELETE', R('\\/([\\d_]+)'), 'delete', object],
    ],
  };
}
