#pragma once
#include "daemon/store/noun/activity_store.hpp"
#include "daemon/store/noun/article_store.hpp"
#include "daemon/store/noun/delivery_store.hpp"
#include "daemon/store/noun/digest_store.hpp"
#include "daemon/store/noun/event_store.hpp"
#include "daemon/store/noun/history_store.hpp"
#include "daemon/store/noun/page_store.hpp"
#include "daemon/store/noun/search_store.hpp"
#include "daemon/store/noun/setting_store.hpp"
#include "daemon/store/noun/source_store.hpp"
#include "daemon/store/noun/tag_store.hpp"
#include "daemon/store/noun/token_store.hpp"
#include "daemon/store/noun/upkeep_store.hpp"
#include "daemon/store/store_failure.hpp"
#include "feeds/text/error.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace arna {

/// Reads the store through a connection of its own, each call one snapshot. One thread at a time. Throws StoreFailure
/// when the database itself fails.
class StoreReader : public SourceReader,
                    public TagReader,
                    public ArticleReader,
                    public HistoryReader,
                    public SearchReader,
                    public PageReader,
                    public DeliveryReader,
                    public DigestReader,
                    public TokenReader,
                    public SettingReader,
                    public EventReader,
                    public ActivityReader,
                    public UpkeepReader {
public:
    virtual ~StoreReader() = default;
};

/// The write side. Blocking; called on the store thread alone, which its implementation asserts. Throws StoreFailure
/// when the database itself fails; then nothing of the call is stored.
class Store : public SourceStore,
              public TagStore,
              public ArticleStore,
              public HistoryStore,
              public SearchStore,
              public PageStore,
              public DeliveryStore,
              public DigestStore,
              public TokenStore,
              public SettingStore,
              public EventStore,
              public ActivityStore,
              public UpkeepStore {
public:
    virtual ~Store() = default;

    /// A reader with a connection of its own, which may outlive calls on the store but not the store. From any thread.
    [[nodiscard]] virtual std::unique_ptr<StoreReader> open_reader() const = 0;
};

struct StoreOptions {
    int sanitizer_version = 0; ///< of feeds/clean; kept with each body
    std::string program;       ///< "0.2.0": kept with the database, so that an older arna can say who wrote it
};

/// Opens the store that `url` names: "sqlite:" is `directory`/arna.db. Creates directory (with parents, mode 0700) and
/// database, and takes its lock. Of a store of an earlier schema N a copy is made first, arna.db.before-N beside it;
/// earlier such copies go. Errc::conflict: a second daemon, a newer schema, a file of another application;
/// Errc::io: cannot be created, read or written, or it is damaged; Errc::bad_input: another url. The message names the
/// file and what to do; nothing is touched.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(std::string_view url, const std::filesystem::path& directory,
                                                        const StoreOptions& options = {});

/// open_store("sqlite:", …).
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& directory,
                                                               const StoreOptions& options = {});

} // namespace arna
