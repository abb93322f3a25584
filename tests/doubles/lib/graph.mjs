// What Facebook, Instagram and WhatsApp have in common: versions, tokens, parameters, error bodies, usage headers.
import { createHmac } from 'node:crypto';
import { bearer } from './forms.mjs';
const LIVE = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'];
export const APP = { id: '900100200300400', secret: 'meta-app-secret' };

export function graph(core, name, db) {
  const trace = () => 'A' + core.nextId().toString(36).toUpperCase() + 'doubleTrace';
  const err = (status, code, message, subcode, more = {}) => ({ status, headers: usage(), body: { error: { message, type: code === 190 || code === 10 || (code >= 200 && code <= 299) || code === 102 || [1, 2, 4].includes(code) ? 'OAuthException' : 'GraphMethodException', code, ...(subcode ? { error_subcode: subcode } : {}), is_transient: [1, 2].includes(code) && status >= 500, fbtrace_id: trace(), ...more } } });
  const usage = (percent = db.calls ? Math.min(99, db.calls % 100) : 0) => ({ 'X-App-Usage': JSON.stringify({ call_count: percent, total_time: 1, total_cputime: 1 }), 'X-Business-Use-Case-Usage': JSON.stringify({ [db.id]: [{ type: db.usageType ?? 'pages', call_count: percent, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: percent >= 100 ? 5 : 0 }] }), 'facebook-api-version': 'v26.0' });
  const ok = (body) => ({ status: 200, headers: usage(), body });
  const bad = (rq, rule, message, source = 'FB-docs', code = 100, subcode, status = 400) => { rq.violate(rule, source, message); return err(status, code, message, subcode); };
  // All parameters of a call, whatever way they came. Form and query values are text.
  function params(rq) {
    const p = {}; for (const [k, v] of rq.query) p[k] = v;
    if (rq.form) Object.assign(p, rq.form); if (rq.parts) Object.assign(p, rq.parts.fields); if (rq.json && typeof rq.json === 'object') Object.assign(p, rq.json);
    return p;
  }
  // Version, content type, token. Returns an error reply or null; leaves rq.p (parameters) and rq.tok.
  function enter(rq, { oauthHeader = false, perms = [] } = {}) {
    db.calls = (db.calls ?? 0) + 1; const v = /^\/(v\d+\.\d+)\//.exec(rq.path)?.[1];
    if (!v) rq.violate('version-missing', 'FB-docs', 'always put the version in the path', 'accepted_but_wrong'); else if (!LIVE.includes(v)) return bad(rq, 'version', `Unknown or dead version ${v}`, 'FB-docs', 2635);
    if (rq.badJson) return bad(rq, 'json', '(#100) Invalid JSON', 'FB-docs'); if (rq.parts?.error) return bad(rq, 'multipart', '(#100) ' + rq.parts.error, 'FB-docs');
    if (rq.method === 'POST' && rq.body.length && !oauthHeader && !rq.json && !rq.form && !rq.parts) return bad(rq, 'content-type', `(#100) body of type ${rq.type || 'none'} is not read`, 'FB-docs');
    const p = rq.p = params(rq); const t = oauthHeader ? /^OAuth (\S+)$/.exec(rq.headers.authorization ?? '')?.[1] : bearer(rq) ?? p.access_token;
    if (rq.query.has('access_token') && rq.method !== 'GET') rq.violate('token-in-query', 'contract', 'keep tokens out of URLs', 'accepted_but_wrong');
    delete p.access_token;
    if (!t) { rq.violate('token-missing', 'FB-docs', oauthHeader ? 'Authorization: OAuth TOKEN' : 'access_token or Bearer'); return err(401, 190, 'An access token is required to request this resource.'); }
    const k = db.tokens[t];
    if (!k) return err(401, 190, 'Invalid OAuth access token - Cannot parse access token', undefined);
    if (k.dead) return err(401, 190, 'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.', k.dead);
    if (k.exp && k.exp <= core.now()) return err(401, 190, 'Error validating access token: Session has expired.', 463);
    if (p.appsecret_proof !== undefined) { if (p.appsecret_proof !== createHmac('sha256', APP.secret).update(t).digest('hex')) return bad(rq, 'appsecret-proof', 'Invalid appsecret_proof provided in the API argument', 'FB-docs'); delete p.appsecret_proof; } else if (db.requireProof) return bad(rq, 'appsecret-proof', 'API calls from the server require an appsecret_proof argument', 'FB-docs');
    for (const x of perms) if (!k.scopes.includes(x)) { rq.violate('permission', 'FB-docs', x); return err(403, 200, `(#200) Requires ${x} permission`); }
    rq.tok = k; return null;
  }
  const unknown = (rq, names, where) => { for (const k of Object.keys(rq.p)) if (!names.includes(k) && !['fields', 'format', 'locale', 'method', 'pretty', 'suppress_http_code'].includes(k)) rq.violate('unknown-parameter', 'FB-spec', `${where}: ${k}`, 'accepted_but_wrong'); };
  const bool = (v, d) => (v === undefined ? d : v === true || v === 'true' || v === '1' || v === 1);
  const isBool = (v) => v === undefined || [true, false, 'true', 'false', '0', '1', 0, 1].includes(v);
  // GET /debug_token and the exchange of tokens
  function debugToken(rq) {
    const q = rq.query; if (q.get('access_token') !== `${APP.id}|${APP.secret}`) return err(400, 100, '(#100) You must provide an app access token');
    const k = db.tokens[q.get('input_token')]; if (!k) return ok({ data: { error: { code: 190, message: 'Invalid OAuth access token.' }, is_valid: false, scopes: [] } });
    const valid = !k.dead && !(k.exp && k.exp <= core.now());
    return ok({ data: { app_id: APP.id, type: k.type, application: 'Kentongan', expires_at: k.exp ? Math.floor(k.exp / 1000) : 0, data_access_expires_at: Math.floor(core.now() / 1000) + 7776000, is_valid: valid, scopes: k.scopes, ...(valid ? {} : { error: { code: 190, subcode: k.dead ?? 463, message: 'Error validating access token' } }) } });
  }
  // The login dialog: agrees at once and sends the browser back; the code is good once.
  function dialog(rq) {
    const q = rq.query; for (const k of ['client_id', 'redirect_uri', 'state', 'scope']) if (!q.get(k)) { rq.violate('dialog', 'FB-docs', k + ' missing'); return { status: 400, body: 'missing ' + k }; }
    const code = 'code-' + core.nextId(); (db.codes ??= {})[code] = { redirect_uri: q.get('redirect_uri') };
    const u = new URL(q.get('redirect_uri')); u.searchParams.set('code', code); u.searchParams.set('state', q.get('state')); return { status: 302, headers: { Location: u.href } };
  }
  function byCode(rq) {
    const q = rq.query; const c = db.codes?.[q.get('code')]; if (c) delete db.codes[q.get('code')];
    if (!c || q.get('client_id') !== APP.id || q.get('client_secret') !== APP.secret) return err(400, 100, 'This authorization code has been used or is wrong.');
    if (c.redirect_uri !== q.get('redirect_uri')) return bad(rq, 'redirect-uri', 'redirect_uri is not the one of the dialog');
    const t = name + '-user-' + core.nextId(); db.tokens[t] = { type: 'USER', exp: core.now() + 3600e3, scopes: Object.values(db.tokens)[0].scopes.concat(['pages_show_list']) }; return ok({ access_token: t, token_type: 'bearer', expires_in: 3600 });
  }
  function exchange(rq) {
    if (rq.query.get('code')) return byCode(rq);
    const q = rq.query; if (q.get('grant_type') !== 'fb_exchange_token' || q.get('client_id') !== APP.id || q.get('client_secret') !== APP.secret) return err(400, 101, 'Error validating application.');
    const k = db.tokens[q.get('fb_exchange_token')]; if (!k || k.dead || (k.exp && k.exp <= core.now())) return err(400, 190, 'Error validating access token: Session has expired.', 463);
    const t = name + '-long-' + core.nextId(); db.tokens[t] = { ...k, exp: core.now() + 5183944e3 }; return ok({ access_token: t, token_type: 'bearer', expires_in: 5183944 });
  }
  const kill = (rq, subcode) => { const t = bearer(rq) ?? rq.p?.access_token ?? rq.form?.access_token ?? rq.json?.access_token ?? rq.query.get('access_token') ?? /^OAuth (\S+)/.exec(rq.headers.authorization ?? '')?.[1]; if (db.tokens[t]) { if (subcode === 463) db.tokens[t].exp = core.now() - 1; else db.tokens[t].dead = subcode; } };
  function fault(kind, rq, f) {
    if (kind === '500_before') return err(500, 2, 'An unexpected error has occurred. Please retry your request later.');
    if (kind === '500_after_store') return f.code ? err(f.status ?? 500, f.code, f.message ?? 'An unknown error has occurred.', f.subcode) : err(500, 2, 'An unexpected error has occurred. Please retry your request later.');
    if (kind === '429') return { ...err(400, f.code ?? 32, '(#32) Page request limit reached'), headers: usage(100) };
    if (kind === 'quota') return { ...err(400, f.code ?? 341, '(#341) Feed action request limit reached'), headers: usage(100) };
    if (kind === 'policy_reject') return err(400, f.code ?? 368, 'The action attempted has been deemed abusive or is otherwise disallowed', f.subcode ?? 1390008);
    kill(rq, f.subcode ?? 463); return err(401, 190, 'Error validating access token: Session has expired.', f.subcode ?? 463);
  }
  return { err, ok, bad, enter, unknown, bool, isBool, usage, debugToken, exchange, dialog, fault, params };
}
