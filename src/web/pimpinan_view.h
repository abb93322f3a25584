// The head's page: what waits for my mark, and whether we keep our word.
#pragma once

#include "web/meja_view.h"

namespace kentongan::web {

struct WaitingMark {
    std::string address = {}, title = {}, meta = {}, button = {}, quote = {};
    std::vector<Pill> pills = {};
    ClockChip clock = {};
    bool is_paraf = false, first = false;
};
BOOST_DESCRIBE_STRUCT(WaitingMark, (),
                      (address, title, meta, button, quote, pills, clock, is_paraf, first))

struct PulseFigure {
    std::string number = {}, words = {}, about = {}, tone = {}, address = {};
};
BOOST_DESCRIBE_STRUCT(PulseFigure, (), (number, words, about, tone, address))

struct AiredLine {
    std::string time = {}, title = {}, address = {}, label = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(AiredLine, (), (time, title, address, label, pill))

struct HeadView {
    static constexpr std::string_view page = "pimpinan";
    Shell shell = {};
    std::string today = {}, count = {};
    std::vector<WaitingMark> waiting = {};
    std::vector<PulseFigure> figures = {};
    std::vector<AiredLine> aired = {};
    std::vector<std::string> acting = {};
};
BOOST_DESCRIBE_STRUCT(HeadView, (), (shell, today, count, waiting, figures, aired, acting))

}  // namespace kentongan::web
