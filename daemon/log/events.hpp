#pragma once
#include "daemon/log/log_event.hpp"

#include <array>

/// Every event that the log may tell of, at the level that it usually has. What to do about each stands in
/// docs/operations.md, which a test compares with this list.
namespace arna::events {

using enum LogEvent::Level;

// The life of the service.
inline constexpr LogEvent started{"started", info};
inline constexpr LogEvent start_failed{"start failed", error}; ///< in JSON; else a line as commands write it
inline constexpr LogEvent listening{"listening", info};
inline constexpr LogEvent stopping{"stopping", info};
inline constexpr LogEvent stopped{"stopped", info};
inline constexpr LogEvent command{"command", info};
inline constexpr LogEvent command_failed{"command failed", error};
inline constexpr LogEvent no_commands{"no commands", warn}; ///< the control socket cannot be made

// The configuration.
inline constexpr LogEvent configuration_in_force{"configuration in force", info};
inline constexpr LogEvent configuration_unchanged{"configuration unchanged", info};
inline constexpr LogEvent configuration_warning{"configuration warning", warn};
inline constexpr LogEvent configuration_error{"configuration error", error};
inline constexpr LogEvent kept_configuration{"kept configuration", error};
inline constexpr LogEvent kept_setting{"kept setting", warn};
inline constexpr LogEvent rule_applied{"rule applied", info};
inline constexpr LogEvent feed_ids_change{"feed ids change", warn}; ///< readers will see all entries as new
inline constexpr LogEvent authority_not_remembered{"authority not remembered", error};
inline constexpr LogEvent feed_ids_keep{"feed ids keep", info}; ///< the authority, although base_url changed

// Sources.
inline constexpr LogEvent polled{"polled", info};
inline constexpr LogEvent poll_failed{"poll failed", warn};
inline constexpr LogEvent poll_aborted{"poll aborted", debug};
inline constexpr LogEvent not_due{"not due", debug};
inline constexpr LogEvent disabled{"disabled", debug};
inline constexpr LogEvent source_is_gone{"source is gone", warn};
inline constexpr LogEvent source_moved{"source moved", info};
inline constexpr LogEvent source_recovered{"source recovered", info};
inline constexpr LogEvent polls_late{"polls late", warn};
inline constexpr LogEvent polls_on_time{"polls on time", info};
inline constexpr LogEvent gap{"gap", warn,
                              "the document shares no item with the last one; something may have been missed"};
inline constexpr LogEvent burst{"burst", warn}; ///< old articles came as new, and are held back
inline constexpr LogEvent held_accepted{"held articles accepted", info};
inline constexpr LogEvent listing_lacks{"listing lacks", warn}; ///< a page yields less than it did
inline constexpr LogEvent silent{"silent", warn};               ///< against the habit of the source
inline constexpr LogEvent no_longer_silent{"no longer silent", info};
inline constexpr LogEvent poll_broke{"poll broke", error}; ///< a bug

// Pages of articles.
inline constexpr LogEvent page{"page", debug};
inline constexpr LogEvent pages_paused{"pages paused", warn};     ///< a host refuses them
inline constexpr LogEvent pages_given_up{"pages given up", warn}; ///< a source tells more than is asked for in a day
inline constexpr LogEvent page_broke{"page broke", error};        ///< a bug

// The store.
inline constexpr LogEvent store_failed{"store failed", error};
inline constexpr LogEvent store_works{"store works", info};
inline constexpr LogEvent store_busy{"store busy", warn};
inline constexpr LogEvent disk_low{"disk low", error};
inline constexpr LogEvent backup_made{"backup made", info};
inline constexpr LogEvent backup_failed{"backup failed", warn};
inline constexpr LogEvent history_cleaned{"history cleaned", info};
inline constexpr LogEvent history_matched{"history matched", debug};
inline constexpr LogEvent articles_removed{"articles removed", info};
inline constexpr LogEvent removal_announced{"removal announced", warn}; ///< the first run of `keep` begins in an hour
inline constexpr LogEvent removal_paused{"removal paused", warn};
inline constexpr LogEvent search_begun{"search index made", info};
inline constexpr LogEvent search_failed{"search index failed", warn}; ///< searches read the whole store meanwhile
inline constexpr LogEvent search_works{"search index works", info};
inline constexpr LogEvent history_given_up{"history job given up", error}; ///< a bug
inline constexpr LogEvent digests_made{"digests made", info};

// Serving.
inline constexpr LogEvent request{"request", debug};
inline constexpr LogEvent request_failed{"request failed", error};
inline constexpr LogEvent no_connections{"no connections", warn};
inline constexpr LogEvent documents_stale{"documents stale", warn};
inline constexpr LogEvent documents_fresh{"documents fresh", info};
inline constexpr LogEvent no_delta{"no delta", debug};
inline constexpr LogEvent tree_failed{"tree failed", error}; ///< it cannot be written; what is there stays
inline constexpr LogEvent tree_works{"tree works", info};
inline constexpr LogEvent kept_tree{"kept tree", error}; ///< another directory could not be taken

inline constexpr LogEvent internal_error{"internal error", error}; ///< a bug

/// All of them.
inline constexpr std::array all = {started,
                                   start_failed,
                                   listening,
                                   stopping,
                                   stopped,
                                   command,
                                   command_failed,
                                   no_commands,
                                   configuration_in_force,
                                   configuration_unchanged,
                                   configuration_warning,
                                   configuration_error,
                                   kept_configuration,
                                   kept_setting,
                                   rule_applied,
                                   feed_ids_change,
                                   feed_ids_keep,
                                   authority_not_remembered,
                                   polled,
                                   poll_failed,
                                   poll_aborted,
                                   not_due,
                                   disabled,
                                   source_is_gone,
                                   source_moved,
                                   source_recovered,
                                   polls_late,
                                   polls_on_time,
                                   gap,
                                   burst,
                                   held_accepted,
                                   listing_lacks,
                                   silent,
                                   no_longer_silent,
                                   poll_broke,
                                   page,
                                   pages_paused,
                                   pages_given_up,
                                   page_broke,
                                   store_failed,
                                   store_works,
                                   store_busy,
                                   disk_low,
                                   backup_made,
                                   backup_failed,
                                   history_cleaned,
                                   history_matched,
                                   articles_removed,
                                   removal_announced,
                                   removal_paused,
                                   search_begun,
                                   search_failed,
                                   search_works,
                                   history_given_up,
                                   digests_made,
                                   request,
                                   request_failed,
                                   no_connections,
                                   documents_stale,
                                   documents_fresh,
                                   no_delta,
                                   tree_failed,
                                   tree_works,
                                   kept_tree,
                                   internal_error};

} // namespace arna::events
