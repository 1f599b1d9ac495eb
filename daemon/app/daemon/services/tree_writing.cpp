#include "daemon/app/daemon/services/tree_writing.hpp"

namespace arna {

TreeWriting::TreeWriting(Engine& engine)
    : LoopService(engine.io()), tree_(engine.io(), engine.pool(), engine.readers(), engine.changes()) {}

} // namespace arna
