// Singkawang's road through the API, with one return, as four clerks walk it.
import { randomUUID } from 'node:crypto';
import { ensure } from '../browser/lib.mjs';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function task_of(clerk, dossier) {
  const { open, state } = await clerk.must('GET', `/berkas/${dossier}`);
  return { task: open[0], state };
}

/// Leaves the open task by `outcome`; on exactly the bytes that lie there.
async function finish(clerk, dossier, outcome, note) {
  const { task } = await task_of(clerk, dossier);
  const draft = await clerk.must('GET', `/berkas/${dossier}/naskah`);
  return clerk.must('POST', `/berkas/${dossier}/perintah`, {
    command: 'finish', task: task.number, outcome, seen: draft.hash, ...(note && { note }),
  });
}

async function add_picture(clerk, dossier) {
  const { status, body } = await clerk.ask('POST', `/berkas/${dossier}/gambar`, () => {
    const form = new FormData();
    form.set('alt', 'Titik putih');
    form.set('picture', new Blob([picture], { type: 'image/png' }), 'titik.png');
    return form;
  });
  // The same bytes again: they arrived before the server died.
  const arrived = status === 409 && JSON.stringify(body).includes('"twice"');
  ensure(status < 300 || arrived, `picture: ${status} ${JSON.stringify(body)}`);
}

/// Opens a dossier and brings it to its end; answers its id and what it said on the way.
export async function walk({ dewi, rudi, sari, agus }, sop, title) {
  const remark = `catatan ${randomUUID()}`;
  const { dossier } = await dewi.must('POST', '/berkas', { title, sop, origin: 'gagasan' });
  const draft = await dewi.must('GET', `/berkas/${dossier}/naskah`);
  await dewi.must('PUT', `/berkas/${dossier}/naskah`, {
    title, text: `${title}.\n\nIsi yang cukup.`, revision: draft.revision, variants: {},
  });
  await finish(dewi, dossier, 'selesai');
  await add_picture(rudi, dossier);
  await finish(rudi, dossier, 'selesai');
  await sari.must('POST', `/berkas/${dossier}/perintah`, { command: 'comment', words: remark });
  await finish(sari, dossier, 'tidak', 'Judul kurang jelas.');
  const again = await dewi.must('GET', `/berkas/${dossier}/naskah`);
  await dewi.must('PUT', `/berkas/${dossier}/naskah`, {
    title: `${title} (diperbaiki)`, text: again.text, revision: again.revision, variants: {},
  });
  await finish(dewi, dossier, 'selesai');
  await finish(rudi, dossier, 'selesai');
  await finish(sari, dossier, 'ya');
  if (await air(agus, dossier)) await finish(agus, dossier, 'selesai');
  const { state } = await task_of(agus, dossier);
  return { dossier, title, remark, state };
}

async function air(agus, dossier) {
  const life = agus.stage.life();
  const { airings } = await agus.must('GET', `/berkas/${dossier}/siaran`);
  for (const { id, mode, channel } of airings) {
    const at = `/berkas/${dossier}/siaran/${id}`;
    if (mode === 'automatic') await agus.must('POST', `${at}/kirim`);
    else await agus.must('POST', `${at}/tautan`, { url: `https://www.${channel}.com/p/${id}` });
  }
  // An errand that a kill caught is looked at later; nobody waits for that here.
  while (agus.stage.life() === life) {
    const now = await agus.must('GET', `/berkas/${dossier}/siaran`);
    if (!now.airings.some(({ state }) => state === 'queued' || state === 'sending')) return true;
  }
  return false;
}
