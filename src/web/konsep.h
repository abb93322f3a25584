// What the pages of a draft share: saving it, and showing it again with what was wrong.
#pragma once

#include "web/konsep_view.h"
#include "web/pages.h"
#include "web/reply.h"

namespace kentongan::web {

/// Saves over the draft's revision and goes to `next`.
Answer save_draft(const Site&, const Visit&, const office::SopDraft&, const std::string& next,
                  const std::string& toast);
/// The revision that the form was filled in on.
int typed_revision(const Visit&);
Answer text_page(const Site&, const Visit&, const DraftHere&, const std::vector<Issue>&,
                 int status);

struct ShippedRow {
    std::string title = {}, address = {}, number = {}, steps = {}, use = {};
};
BOOST_DESCRIBE_STRUCT(ShippedRow, (), (title, address, number, steps, use))
struct AdoptView {
    static constexpr std::string_view page = "sop_angkat";
    Shell shell = {};
    std::string problem = {};
    Typed title = {}, file = {};
    std::vector<ShippedRow> shipped = {};
};
BOOST_DESCRIBE_STRUCT(AdoptView, (), (shell, problem, title, file, shipped))
Result<AdoptView> adopt_view(const Site&, const Visit&, const std::vector<Issue>&);

}  // namespace kentongan::web
