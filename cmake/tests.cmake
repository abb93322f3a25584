# One test program per area, linked with no more than it needs.
function(kentongan_test name)
  if(EXISTS ${PROJECT_SOURCE_DIR}/tests/${name}.cc)
    add_executable(${name} tests/${name}.cc tests/main.cc)
    target_include_directories(${name} PRIVATE tests)
    target_link_libraries(${name} PRIVATE ${ARGN} carried_files)
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
endfunction()

# More sources of a test that is too long for one file.
function(kentongan_test_sources name)
  if(TARGET ${name})
    target_sources(${name} PRIVATE ${ARGN})
  endif()
endfunction()

# The same, run on SQLite and once more on PostgreSQL (script/test starts one and says where).
function(kentongan_test_on_both name)
  kentongan_test(${name} ${ARGN})
  if(TARGET ${name} AND DEFINED ENV{KENTONGAN_TEST_POSTGRES})
    add_test(NAME ${name}_on_postgres COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name}_on_postgres PROPERTIES
      ENVIRONMENT "KENTONGAN_TEST_DB=$ENV{KENTONGAN_TEST_POSTGRES}")
  endif()
endfunction()

kentongan_test(tidy_test base)
kentongan_test(base_test base)
kentongan_test(sop_language_test sop)
kentongan_test(sop_originals_test sop)
kentongan_test(sop_mistakes_test sop)
kentongan_test(sop_variants_test sop)
kentongan_test(sop_time_test sop)
kentongan_test(sop_lint_test sop)
kentongan_test_sources(sop_lint_test tests/sop_edit_test.cc)
kentongan_test(sop_roundtrip_test sop rapidcheck)
kentongan_test(sop_engine_test sop)
kentongan_test_sources(sop_engine_test tests/play.cc tests/sop_blocks_test.cc
  tests/sop_five_test.cc tests/sop_migrate_test.cc tests/sop_record_test.cc tests/sop_walks_test.cc)
kentongan_test(sop_soundness_test sop)
kentongan_test(sop_clock_test sop)
kentongan_test(sop_simulate_test sop)
kentongan_test(sop_diagram_test sop)
kentongan_test(sop_bpmn_test sop)
kentongan_test(documents_test documents)
kentongan_test_sources(documents_test tests/documents_paper_test.cc)
kentongan_test(net_test net)
kentongan_test(net_strict_test net)
kentongan_test(net_body_test net)
kentongan_test(net_life_test net)
kentongan_test(net_tls_test net)
kentongan_test(files_test files)
kentongan_test_on_both(store_test store)
kentongan_test_sources(store_test tests/store_migrate_test.cc tests/store_crowd_test.cc
                       tests/store_crash_test.cc)
kentongan_test(store_disk_test store)
kentongan_test_on_both(delivery_test delivery)
kentongan_test_sources(delivery_test tests/delivery_storm_test.cc)
kentongan_test(delivery_channels_test delivery)
kentongan_test_sources(delivery_channels_test tests/delivery_mail_test.cc
                       tests/delivery_http_test.cc)
kentongan_test(delivery_services_test delivery)
kentongan_test_sources(delivery_services_test tests/delivery_radio_test.cc)
# The publisher that tests/faults/ kills while the doubles storm.
add_executable(channel_storm tests/storm/publisher.cc)
target_link_libraries(channel_storm PRIVATE delivery carried_files)
kentongan_test_on_both(office_test office)
kentongan_test_sources(office_test tests/office_journal_test.cc tests/office_content_test.cc
                       tests/office_dossier_test.cc tests/office_airing_test.cc
                       tests/office_library_test.cc
                       tests/office_saluran_test.cc
                       tests/office_items_test.cc)
kentongan_test_sources(office_test tests/office_notice_test.cc tests/office_loop_test.cc
                       tests/office_figures_test.cc)
                       tests/office_items_test.cc tests/office_forms_test.cc
                       tests/office_incoming_test.cc)
                       tests/office_items_test.cc
                       tests/office_paraf_test.cc tests/office_handover_test.cc)
                       tests/office_items_test.cc tests/office_letter_test.cc)
                       tests/office_items_test.cc
                       tests/office_keeper_test.cc tests/office_founding_test.cc)
kentongan_test(office_picture_test office)
kentongan_test(media_test media)
kentongan_test_sources(media_test tests/media_kinds_test.cc)
kentongan_test_on_both(journey_test office)
kentongan_test(portal_test portal)
kentongan_test_on_both(api_test web portal)
kentongan_test_sources(api_test tests/api_journey_test.cc)
kentongan_test(pages_test web)
kentongan_test(web_test web)
kentongan_test_sources(web_test tests/web_upload_test.cc tests/web_forms_test.cc
                       tests/web_portal_test.cc)
kentongan_test_sources(web_test tests/web_upload_test.cc tests/web_media_test.cc tests/web_forms_test.cc)
  tests/web_paraf_test.cc)
kentongan_test_sources(web_test tests/web_matrix_test.cc tests/web_upload_test.cc
                       tests/web_forms_test.cc)
