// Singkawang's road through the API, with one return, as four clerks walk it.
import { randomUUID } from 'node:crypto';
import { longest_answer } from './client.mjs';

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
  const key = randomUUID();
  const form = () => {
    const body = new FormData();
    body.set('alt', 'Titik putih');
    body.set('picture', new Blob([picture], { type: 'image/png' }), 'titik.png');
    return body;
  };
  for (;;) {
    const life = clerk.stage.life();
    try {
      const reply = await fetch(`${clerk.stage.address}/api/v1/berkas/${dossier}/gambar`, {
        method: 'POST', body: form(),
        headers: { 'Idempotency-Key': key, Authorization: `Bearer ${clerk.token}` },
        signal: AbortSignal.timeout(longest_answer),
      });
      const text = await reply.text();
      if (reply.status === 503) await clerk.stage.again(life, `picture: 503 ${text}`);
      // The same bytes again: they arrived before the server died.
      else if (reply.status === 409 && text.includes('"twice"')) return;
      else if (reply.status >= 300) throw new SyntaxError(`picture: ${reply.status} ${text}`);
      else return;
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      await clerk.stage.again(life, `picture: ${error} ${error.cause ?? ''}`);
    }
  }
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
