# tests/fuzz/NAME.cc becomes the fuzzer NAME; its seeds lie in tests/fuzz/corpus/NAME.
function(kentongan_fuzz name)
  if(EXISTS ${PROJECT_SOURCE_DIR}/tests/fuzz/${name}.cc)
    add_executable(${name} tests/fuzz/${name}.cc)
    target_link_libraries(${name} PRIVATE ${ARGN})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer,address,undefined)
  endif()
endfunction()

kentongan_fuzz(fuzz_sop sop)
kentongan_fuzz(fuzz_bpmn sop)
kentongan_fuzz(fuzz_json base)
kentongan_fuzz(fuzz_http net)
kentongan_fuzz(fuzz_content office)
