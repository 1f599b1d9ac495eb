# arna_library(NAME feeds_text SOURCES charset.cpp … DEPENDS lib::icu-uc …)
# One folder is one static library. Its name is its path with "_" for "/"; what it may use is what it lists.
# A folder under daemon/ gets Asio's precompiled header, every other one the standard library's; one without SOURCES is
# headers alone.

add_library(arna_pch_std OBJECT "${CMAKE_CURRENT_LIST_DIR}/pch/pch.cpp")
target_precompile_headers(arna_pch_std PRIVATE "${CMAKE_CURRENT_LIST_DIR}/pch/std.hpp")
add_library(arna_pch_asio OBJECT "${CMAKE_CURRENT_LIST_DIR}/pch/pch.cpp")
target_precompile_headers(arna_pch_asio PRIVATE "${CMAKE_CURRENT_LIST_DIR}/pch/asio.hpp")
add_library(arna_pch_catch OBJECT "${CMAKE_CURRENT_LIST_DIR}/pch/pch.cpp")
target_precompile_headers(arna_pch_catch PRIVATE "${CMAKE_CURRENT_LIST_DIR}/pch/catch.hpp")
set_target_properties(arna_pch_catch PROPERTIES ARNA_IS_TEST ON)
foreach(pch IN ITEMS arna_pch_std arna_pch_asio arna_pch_catch)
  target_link_libraries(${pch} PRIVATE arna_compiler lib::asio lib::fmt lib::spdlog)
endforeach()

function(arna_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS")
  if(NOT arg_SOURCES)
    add_library(${arg_NAME} INTERFACE)
    target_link_libraries(${arg_NAME} INTERFACE arna_compiler ${arg_DEPENDS})
    return()
  endif()
  add_library(${arg_NAME} STATIC ${arg_SOURCES})
  target_link_libraries(${arg_NAME} PUBLIC arna_compiler ${arg_DEPENDS} lib::fmt)
  if(arg_NAME MATCHES "^daemon_")
    target_link_libraries(${arg_NAME} PUBLIC lib::asio lib::spdlog)
    target_precompile_headers(${arg_NAME} REUSE_FROM arna_pch_asio)
  else()
    target_precompile_headers(${arg_NAME} REUSE_FROM arna_pch_std)
  endif()
endfunction()

# What script/test builds under a sanitizer: every program that has a quick test.
add_custom_target(quick_tests)

# arna_test(NAME text SOURCES date_test.cpp … DEPENDS feeds_text [SLOW] [SLOW_SOURCES limits_test.cpp …])
# One Catch2 program per folder, one ctest entry per *_test.cpp ("text.date"), so that all cores are used. SLOW programs (they
# start daemons) and SLOW_SOURCES (they take minutes under a sanitizer) are left out of the sanitizer runs of script/test and
# run in script/check. ARNA_BINARY, ARNA_TREE and the folder of fixtures arrive in the environment.
function(arna_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "SLOW" "NAME" "SOURCES;DEPENDS;SLOW_SOURCES")
  set(target ${arg_NAME}_test)
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES ARNA_IS_TEST ON)
  target_link_libraries(${target} PRIVATE arna_compiler arna_catch_main ${arg_DEPENDS} lib::fmt)
  target_precompile_headers(${target} REUSE_FROM arna_pch_catch)
  if(NOT arg_SLOW)
    add_dependencies(quick_tests ${target} arna)
  endif()
  foreach(source IN LISTS arg_SOURCES)
    get_filename_component(stem ${source} NAME_WE)
    if(NOT stem MATCHES "_test$")
      continue()
    endif()
    string(REGEX REPLACE "_test$" "" noun ${stem})
    set(test ${arg_NAME}.${noun})
    set(label quick)
    if(arg_SLOW OR source IN_LIST arg_SLOW_SOURCES)
      set(label slow)
    endif()
    add_test(NAME ${test} COMMAND ${target} --order lex --filenames-as-tags --warn NoTests "[#${stem}]")
    set_tests_properties(${test} PROPERTIES
      TIMEOUT 600
      LABELS ${label}
      ENVIRONMENT "ARNA_TREE=${PROJECT_SOURCE_DIR};ARNA_BINARY=$<TARGET_FILE:arna>;ARNA_FIXTURES=${CMAKE_CURRENT_SOURCE_DIR}")
  endforeach()
endfunction()

# arna_fuzzer(NAME date SOURCES date_fuzz.cpp DEPENDS feeds_text): a libFuzzer program in the fuzz preset; elsewhere a
# program that replays the corpus folder tests/…/corpus/NAME once, as a test.
function(arna_fuzzer)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS")
  set(target ${arg_NAME}_fuzz)
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE arna_compiler ${arg_DEPENDS} lib::fmt)
  if(ARNA_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    target_link_libraries(${target} PRIVATE arna_fuzz_replay)
    add_dependencies(quick_tests ${target})
    add_test(NAME ${arg_NAME}_corpus COMMAND ${target} "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${arg_NAME}")
    set_tests_properties(${arg_NAME}_corpus PROPERTIES LABELS quick TIMEOUT 300)
  endif()
endfunction()

# arna_benchmark(NAME parse SOURCES parse_bench.cpp DEPENDS feeds_pipeline): built on request (target bench)
add_custom_target(bench)
function(arna_benchmark)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS")
  add_executable(${arg_NAME}_bench EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_link_libraries(${arg_NAME}_bench PRIVATE arna_compiler ${arg_DEPENDS} lib::fmt)
  add_dependencies(bench ${arg_NAME}_bench)
endfunction()
