// Reads words, browser files and templates at start, and checks them against every page's view.
#include "web/akun_view.h"
#include "web/banding_view.h"
#include "web/berkas_orang.h"
#include "web/cari_view.h"
#include "web/cek_view.h"
#include "web/daftar_view.h"
#include "web/galat.h"
#include "web/info_masuk_view.h"
#include "web/jurnal_view.h"
#include "web/kabar_saya_view.h"
#include "web/kabar_view.h"
#include "web/kalender_view.h"
#include "web/kegiatan_view.h"
#include "web/keluar_view.h"
#include "web/kertas_view.h"
#include "web/konsep_formulir.h"
#include "web/konsep_ketetapan.h"
#include "web/laporan_view.h"
#include "web/log_siar_view.h"
#include "web/masuk_view.h"
#include "web/meja_view.h"
#include "web/mulai_view.h"
#include "web/naskah_view.h"
#include "web/pengaturan_view.h"
#include "web/periksa_view.h"
#include "web/permohonan_view.h"
#include "web/pers_view.h"
#include "web/pimpinan_view.h"
#include "web/saluran_view.h"
#include "web/serah_view.h"
#include "web/siaran_view.h"
#include "web/situs_view.h"
#include "web/sop_jalan.h"
#include "web/sop_view.h"
#include "web/susulan_view.h"
#include "web/tim_view.h"
#include "web/tutup_view.h"
#include "web/undangan_view.h"

namespace kentongan::web {

namespace {

/// The desk, dossiers, what they hold and what becomes of them.
Result<void> add_work(Templates& pages) {
    TRY(pages.add<SignInView>());
    TRY(pages.add<ErrorView>());
    TRY(pages.add<DeskView>());
    TRY(pages.add<MenuView>());
    TRY(pages.add<SearchView>());
    TRY(pages.add<HeadView>());
    TRY(pages.add<CheckView>());
    TRY(pages.add<PaperView>());
    TRY(pages.add<PaperDoorView>());
    TRY(pages.add<HandoverView>());
    TRY(pages.add<TakingView>());
    TRY(pages.add<PressView>());
    TRY(pages.add<RegisterView>());
    TRY(pages.add<NewDossierView>());
    TRY(pages.add<DossierPage>());
    TRY(pages.add<DossierPeopleView>());
    TRY(pages.add<EditorView>());
    TRY(pages.add<ActivitiesView>());
    TRY(pages.add<LateView>());
    TRY(pages.add<RadioLogView>());
    TRY(pages.add<ReviewView>());
    TRY(pages.add<ComparisonView>());
    TRY(pages.add<BoardView>());
    TRY(pages.add<AiringsView>());
    TRY(pages.add<AccountsView>());
    TRY(pages.add<AccountView>());
    TRY(pages.add<QueueView>());
    TRY(pages.add<JournalView>());
    TRY(pages.add<DossierJournalView>());
    TRY(pages.add<NoticesView>());
    TRY(pages.add<MailsView>());
    TRY(pages.add<DisplayView>());
    TRY(pages.add<MonitorView>());
    TRY(pages.add<TellView>());
    TRY(pages.add<WatchOfficeView>());
    TRY(pages.add<PerformanceView>());
    TRY(pages.add<ReportsView>());
    TRY(pages.add<SopRegisterView>());
    TRY(pages.add<CaseReportView>());
    return {};
}

/// SOPs, letters, the office itself, and what citizens see.
Result<void> add_rules_and_public(Templates& pages) {
    TRY(pages.add<SopListView>());
    TRY(pages.add<SopView>());
    TRY(pages.add<PortalDeskView>());
    TRY(pages.add<SopVersionsView>());
    TRY(pages.add<SopTimesView>());
    TRY(pages.add<SopTrialView>());
    TRY(pages.add<ShippedSopView>());
    TRY(pages.add<AdoptView>());
    TRY(pages.add<DraftFormView>());
    TRY(pages.add<DraftRowView>());
    TRY(pages.add<DraftBlockView>());
    TRY(pages.add<DraftIdentityView>());
    TRY(pages.add<DraftTextView>());
    TRY(pages.add<DraftCheckView>());
    TRY(pages.add<DraftDecreeView>());
    TRY(pages.add<DraftCompareView>());
    TRY(pages.add<SopCompareView>());
    TRY(pages.add<SopMigrateView>());
    TRY(pages.add<LettersView>());
    TRY(pages.add<NewLetterView>());
    TRY(pages.add<LetterView>());
    TRY(pages.add<NumbersView>());
    TRY(pages.add<OutgoingView>());
    TRY(pages.add<RequestView>());
    TRY(pages.add<ReceiptView>());
    TRY(pages.add<TrackView>());
    TRY(pages.add<TeamView>());
    TRY(pages.add<CalendarView>());
    TRY(pages.add<IncomingView>());
    TRY(pages.add<StockView>());
    TRY(pages.add<PortalView>());
    TRY(pages.add<ArticleView>());
    TRY(pages.add<SettingsView>());
    TRY(pages.add<InvitationView>());
    TRY(pages.add<EnrolmentView>());
    TRY(pages.add<SecondStepView>());
    TRY(pages.add<WizardView>());
    TRY(pages.add<FoundedView>());
    return {};
}

}  // namespace

Look::Look(Key, const Carried& carried, Words words)
    : carried_(carried),
      words_(std::move(words)),
      assets_(carried),
      templates_(carried, words_, assets_) {}

Result<std::unique_ptr<Look>> Look::load(const Carried& carried) {
    auto words = TRY(Words::read(carried));
    auto look = std::make_unique<Look>(Key{}, carried, std::move(words));
    Templates& pages = look->templates_;
    TRY(add_work(pages));
    TRY(add_rules_and_public(pages));
    return look;
}

}  // namespace kentongan::web
