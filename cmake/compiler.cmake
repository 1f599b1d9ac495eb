if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR
    "arna: g++ ${CMAKE_CXX_COMPILER_VERSION} destroys temporaries twice in common co_await expressions; "
    "a daemon built with it corrupts memory. Use clang 19 (script/bootstrap installs it):\n"
    "    cmake --preset dev\n"
    "or g++ 13 or newer: cmake -B build/gcc -G Ninja -D CMAKE_CXX_COMPILER=g++-13")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

set(ARNA_SANITIZE "" CACHE STRING "What -fsanitize= is given: address,undefined or thread")
option(ARNA_FUZZ "Build the libFuzzer targets" OFF)
set(ARNA_DEBUG_LEVEL "-O1" CACHE STRING "How a debug build is optimised; -O0 halves the time to build the address sanitizer's")

find_program(CCACHE ccache)
if(CCACHE)
  # The precompiled headers carry no time stamp (below), so ccache may look past them.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_library(arna_compiler INTERFACE)
# -fPIE everywhere, and threads, so that libraries and programs share precompiled headers.
target_compile_options(arna_compiler INTERFACE -fPIE -pthread)
target_link_options(arna_compiler INTERFACE -pie -pthread)
target_include_directories(arna_compiler INTERFACE "${PROJECT_SOURCE_DIR}")
# Tests are compiled once and run once: what optimising them costs is not won back.
set(optimisation "$<$<AND:$<CONFIG:Debug>,$<NOT:$<BOOL:$<TARGET_PROPERTY:ARNA_IS_TEST>>>>:${ARNA_DEBUG_LEVEL}>")
target_compile_options(arna_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wconversion -Wno-sign-conversion
  -Wimplicit-fallthrough -Werror ${optimisation})
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(arna_compiler INTERFACE -Wno-missing-designated-field-initializers "SHELL:-Xclang -fno-pch-timestamp"
    $<$<CONFIG:Debug>:-gline-tables-only>)
  target_link_options(arna_compiler INTERFACE -fuse-ld=lld)
else()
  target_compile_options(arna_compiler INTERFACE -Wno-missing-field-initializers)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  if(NOT ARNA_SANITIZE)
    target_compile_definitions(arna_compiler INTERFACE _FORTIFY_SOURCE=2)
  endif()
  target_compile_options(arna_compiler INTERFACE -fstack-protector-strong)
  target_link_options(arna_compiler INTERFACE -Wl,-z,relro,-z,now -Wl,--gc-sections -Wl,--as-needed
    -Wl,-z,pack-relative-relocs)
  target_compile_options(arna_compiler INTERFACE -ffunction-sections -fdata-sections)
endif()
if(ARNA_SANITIZE)
  target_compile_options(arna_compiler INTERFACE -fsanitize=${ARNA_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=undefined)
  target_link_options(arna_compiler INTERFACE -fsanitize=${ARNA_SANITIZE})
endif()
if(ARNA_FUZZ)
  target_compile_options(arna_compiler INTERFACE -fsanitize=fuzzer-no-link)
endif()
