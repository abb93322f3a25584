// The road of Sanggau's SOP by the API: 1 to 5 with the forms of its steps, for walks that begin later.
export const text = 'Pekan imunisasi digelar serentak di 18 puskesmas, gratis bagi semua anak.';

/// A dossier under Sanggau's SOP that waits for its first checker.
export async function at_step_six(program, title, channels = ['website']) {
  const dossier = await program.open('lina', title, 'sanggau', { requester: 'Dinas Kesehatan' });
  const place = `/berkas/${dossier}`;
  const direction = ['Muat pekan imunisasi.'];
  await program.fill('sari', dossier, '1', 'kesediaan', [direction, ['siap']]);
  await program.ask('nina', 'POST', `${place}/kesediaan`, { ready: true });
  await program.finish('sari', dossier, '1');
  await program.fill('lina', dossier, '2', 'khalayak',
    [['17', '45'], ['perempuan'], ['SMA'], ['Kecamatan Melati']]);
  await program.fill('lina', dossier, '2', 'saluran', [channels]);
  await program.fill('lina', dossier, '2', 'perilaku', [['Ingin tahu jadwalnya.']]);
  await program.fill('lina', dossier, '2', 'jenis', [['teks']]);
  await program.finish('lina', dossier, '2');
  const { number } = await program.task('lina', dossier, '3');
  await program.ask('lina', 'POST', `${place}/tugas/${number}/sumber`, {
    title: 'Siaran pers', origin: 'Dinas Kesehatan', kind: 'siaran pers', official: true, chosen: true,
  });
  await program.finish('lina', dossier, '3');
  const nina = (await program.ask('nina', 'GET', '/sesi')).person;
  await program.ask('lina', 'PUT', `${place}/tim`, { members: [{ person: nina }] });
  await program.ask('lina', 'POST', `${place}/tim/naskah`, { kind: 'surat_tugas' });
  await program.finish('lina', dossier, '4');
  await produce(program, dossier, title);
  return dossier;
}

/// The team makes the text, and hands it in.
export async function produce(program, dossier, title) {
  await program.write('nina', dossier, title, text);
  await program.fill('nina', dossier, '5', 'lembar_kerja/teks', [['Jadwal puskesmas'], [], []]);
  await program.finish('nina', dossier, '5');
}
