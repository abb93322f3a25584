// What the API says of channel accounts, plans, proofs and the queue.
#pragma once

#include "web/api_records_content.h"

namespace kentongan::web::api {

struct Plan {
    static constexpr std::string_view schema = "Plan";
    static constexpr bool incoming = true;
    optional<Instant> at = {}, not_before = {}, ends_at = {};
    optional<int> times = {};
};
BOOST_DESCRIBE_STRUCT(Plan, (), (at, not_before, ends_at, times))

struct Proof {
    static constexpr std::string_view schema = "Proof";
    static constexpr bool incoming = true;
    optional<Instant> aired_at = {};
    optional<string> url = {}, note = {};
};
BOOST_DESCRIBE_STRUCT(Proof, (), (aired_at, url, note))

struct QueueMessage {
    static constexpr std::string_view schema = "QueueMessage";
    string id = {}, kind = {}, state = {}, last_word = {};
    int attempts = 0;
    optional<Instant> due_at = {};
    optional<AiringId> airing = {};
    optional<DossierId> dossier = {};
    optional<string> title = {}, account = {};
};
BOOST_DESCRIBE_STRUCT(QueueMessage, (),
                      (id, kind, state, last_word, attempts, due_at, airing, dossier, title,
                       account))
struct Queue {
    static constexpr std::string_view schema = "Queue";
    vector<QueueMessage> messages = {};
};
BOOST_DESCRIBE_STRUCT(Queue, (), (messages))

struct ChannelAccount {
    static constexpr std::string_view schema = "ChannelAccount";
    AccountId id = {};
    string channel = {}, label = {}, owner = {}, admins = {}, decree = {}, admin_url = {};
    office::Mode mode = office::Mode::manual;
    bool active = true, connected = false;
    string broken = {};
    optional<Instant> dies_at = {};
    vector<string> sops = {};
};
BOOST_DESCRIBE_STRUCT(ChannelAccount, (),
                      (id, channel, label, owner, admins, decree, admin_url, mode, active,
                       connected, broken, dies_at, sops))
struct ChannelAccounts {
    static constexpr std::string_view schema = "ChannelAccounts";
    vector<ChannelAccount> accounts = {};
};
BOOST_DESCRIBE_STRUCT(ChannelAccounts, (), (accounts))

struct NewChannelAccount {
    static constexpr std::string_view schema = "NewChannelAccount";
    static constexpr bool incoming = true;
    string channel = {}, label = {};
    office::Mode mode = office::Mode::manual;
    optional<string> owner = {}, admins = {}, decree = {}, admin_url = {};
    optional<bool> active = {};
    optional<vector<string>> sops = {};
};
BOOST_DESCRIBE_STRUCT(NewChannelAccount, (),
                      (channel, label, mode, owner, admins, decree, admin_url, active, sops))

/// What lets us in goes in and never comes out.
struct ChannelConnection {
    static constexpr std::string_view schema = "ChannelConnection";
    static constexpr bool incoming = true;
    optional<std::map<string, string>> settings = {}, secret = {};
};
BOOST_DESCRIBE_STRUCT(ChannelConnection, (), (settings, secret))

struct Resumed {
    static constexpr std::string_view schema = "Resumed";
    int messages = 0;
};
BOOST_DESCRIBE_STRUCT(Resumed, (), (messages))

struct Webhook {
    static constexpr std::string_view schema = "Webhook";
    string id = {}, address = {};
    vector<string> events = {};
    bool active = true;
    optional<Instant> last_done_at = {};
    string last_word = {};
    optional<string> secret = {};  // when it was just made, never again
};
BOOST_DESCRIBE_STRUCT(Webhook, (), (id, address, events, active, last_done_at, last_word, secret))
struct WebhookList {
    static constexpr std::string_view schema = "Webhooks";
    vector<Webhook> webhooks = {};
};
BOOST_DESCRIBE_STRUCT(WebhookList, (), (webhooks))
struct NewWebhook {
    static constexpr std::string_view schema = "NewWebhook";
    static constexpr bool incoming = true;
    string address = {};
    optional<vector<string>> events = {};
    optional<bool> active = {};
};
BOOST_DESCRIBE_STRUCT(NewWebhook, (), (address, events, active))
struct WebhookCall {
    static constexpr std::string_view schema = "WebhookCall";
    string id = {}, event = {}, state = {}, body = {}, last_word = {};
    int attempts = 0;
    Instant at = {};
    optional<Instant> done_at = {};
};
BOOST_DESCRIBE_STRUCT(WebhookCall, (), (id, event, state, body, last_word, attempts, at, done_at))
struct WebhookCalls {
    static constexpr std::string_view schema = "WebhookCalls";
    vector<WebhookCall> calls = {};
};
BOOST_DESCRIBE_STRUCT(WebhookCalls, (), (calls))

struct ArticleWords {
    static constexpr std::string_view schema = "ArticleWords";
    static constexpr bool incoming = true;
    string words = {};
};
BOOST_DESCRIBE_STRUCT(ArticleWords, (), (words))

struct CopyToMend {
    static constexpr std::string_view schema = "CopyToMend";
    string id = {}, account = {}, channel = {}, url = {}, kind = {}, words = {}, state = {},
           last_word = {};
    AiringId airing = {};
    DossierId dossier = {};
    Instant at = {};
    optional<Instant> done_at = {};
};
BOOST_DESCRIBE_STRUCT(CopyToMend, (),
                      (id, account, channel, url, kind, words, state, last_word, airing, dossier,
                       at, done_at))
struct Copies {
    static constexpr std::string_view schema = "Copies";
    vector<CopyToMend> copies = {};
};
BOOST_DESCRIBE_STRUCT(Copies, (), (copies))

}  // namespace kentongan::web::api
