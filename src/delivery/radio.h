// Radio: audio handed over in a folder that the studio watches, or streamed live to Icecast.
#pragma once

#include <memory>

#include "delivery/channel.h"

namespace kentongan::delivery {

struct IcecastMount {
    std::string url;  // "http://radio.example:8000/siaran.mp3"
    std::string user = "source", password = {};
    std::string name = {};
    int kilobits = 128;  // at what pace the audio is sent
};
/// Plays one file to the end, as slowly as it is heard. Created when all of it was taken;
/// Wait while another source holds the mount; Ambiguous when it was cut off.
Outcome play_live(const IcecastMount&, const Post&);

struct RadioStation {
    std::string folder = {};  // of the operator's choosing; empty: live
    IcecastMount mount = {};
};
/// The folder gets the audio and a sidecar with what to say of it, each whole or not at all.
std::unique_ptr<Channel> radio_channel(RadioStation, Clock);

}  // namespace kentongan::delivery
