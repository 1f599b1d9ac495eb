# One imported target per library, so that a folder's CMakeLists.txt says what it uses in one word.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(date REQUIRED)

foreach(library IN ITEMS sqlite3 libpsl re2 libbrotlienc libbrotlidec libzstd libcrypto zlib
                         icu-uc icu-i18n libxxhash fmt spdlog jemalloc)
  pkg_check_modules(${library} REQUIRED IMPORTED_TARGET ${library})
  add_library(lib::${library} ALIAS PkgConfig::${library})
endforeach()

add_library(lib_stemmer INTERFACE)  # Debian's libstemmer-dev has neither a .pc nor a CMake file
find_library(STEMMER stemmer REQUIRED)
target_link_libraries(lib_stemmer INTERFACE ${STEMMER})
add_library(lib::stemmer ALIAS lib_stemmer)

pkg_check_modules(libcurl REQUIRED libcurl>=7.85)
add_library(lib_curl INTERFACE)  # loaded when something is fetched: daemon/fetch/curl/curl.hpp
target_include_directories(lib_curl SYSTEM INTERFACE ${libcurl_INCLUDE_DIRS})
add_library(lib::libcurl ALIAS lib_curl)

find_package(pugixml REQUIRED)
add_library(lib::pugixml ALIAS pugixml::pugixml)

add_library(lib_json INTERFACE)
target_link_libraries(lib_json INTERFACE Boost::json)
add_library(lib::json ALIAS lib_json)

add_library(lib_asio INTERFACE)  # header-only, and Beast with it
target_link_libraries(lib_asio INTERFACE Boost::boost Threads::Threads)
target_compile_definitions(lib_asio INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_REGEX)
add_library(lib::asio ALIAS lib_asio)

add_library(lib::date ALIAS date::date-tz)

# toml++ in its header-only form: config/toml_document.cpp alone includes it, and nothing is left to load at run time.
find_package(tomlplusplus REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
add_library(lib_toml INTERFACE)
target_include_directories(lib_toml SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE}")
add_library(lib::toml ALIAS lib_toml)
