// Says in one sentence what is wrong with a flow, and how a dossier gets there.
#include "base/text.h"
#include "sop/soundness.h"

namespace kentongan::sop {
namespace {

/// {0} is the step; the way there is added where there is one.
struct Sentence {
    std::string_view indonesian, english;
};

Sentence sentence_of(Flaw flaw) {
    switch (flaw) {
    case Flaw::unknown_target:
        return {"Langkah {0} menuju langkah yang tidak ada.",
                "Step {0} leads to a step that is not there."};
    case Flaw::unreachable:
        return {"Langkah {0} tidak pernah dicapai.", "Step {0} is never reached."};
    case Flaw::stranded:
        return {"Dari langkah {0} tidak ada jalan keluar.", "Nothing leads on from step {0}."};
    case Flaw::never_ending:
        return {"Dari langkah {0} akhir tidak dapat dicapai.",
                "From step {0} the end cannot be reached."};
    case Flaw::dead_join:
        return {"Cabang dengan langkah {0} tidak pernah sampai di gabungannya.",
                "The branch with step {0} never arrives at its join."};
    case Flaw::live_tokens:
        return {
            "Langkah {0} meninggalkan blok sementara cabang lain masih dikerjakan; tulis "
            "“seluruh cabang” bila memang demikian.",
            "Step {0} leaves the block while other branches are at work; write “seluruh "
            "cabang” if that is meant."};
    case Flaw::bad_block:
        return {
            "Blok di sekitar langkah {0} tidak utuh: cabang kosong, bertindihan, atau dimasuki "
            "dari tengah.",
            "The block around step {0} is not whole: a branch is empty, blocks overlap, or it "
            "is entered in the middle."};
    case Flaw::too_large:
        return {
            "Alur ini terlalu bercabang untuk diperiksa seluruhnya; pecah menjadi beberapa SOP.",
            "This flow branches too much to be checked completely; split it into several SOPs."};
    }
    return {};
}

}  // namespace

std::string explain(const Unsound& unsound, Language language) {
    const bool indonesian = language == Language::indonesian;
    const Sentence sentence = sentence_of(unsound.flaw);
    std::string text{indonesian ? sentence.indonesian : sentence.english};
    if (const auto at = text.find("{0}"); at != text.npos) text.replace(at, 3, unsound.step.value);
    if (unsound.path.empty()) return text;
    return cat(text, indonesian ? " Jalannya: " : " The way there: ", joined(unsound.path, ", "),
               ".");
}

}  // namespace kentongan::sop
