// Feeds bytes to the BPMN reader: what is read can be written, understood, imported and exported.
#include <cstdint>
#include <cstdlib>

#include "sop/bpmn_exchange.h"

namespace {

using namespace kentongan;

void check(bool claim) {
    if (!claim) std::abort();
}

void import(const sop::BpmnDocument& document) {
    const auto imported = sop::definition_of(document, "uji");
    if (!imported) return check(!imported.error().issues.empty());
    const auto& definition = imported->definition;
    const auto again = sop::parse(sop::format(definition), definition.key);
    check(static_cast<bool>(again) && *again == definition);
    (void)write_json(imported->report);
    const auto own = sop::BpmnDocument::read(sop::bpmn_of(definition));
    check(static_cast<bool>(own));
    const auto back = sop::definition_of(*own, "uji");
    check(static_cast<bool>(back) && back->definition == definition);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto document = sop::BpmnDocument::read(bytes);
    if (!document) {
        check(document.error().issues.size() == 1);
        return 0;
    }
    const auto view = write_json(sop::view_of(document->processes()));
    const auto written = document->write();
    const auto again = sop::BpmnDocument::read(written);
    check(static_cast<bool>(again));
    check(write_json(sop::view_of(again->processes())) == view);
    import(*document);
    return 0;
}
