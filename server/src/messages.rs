//! The words of the interface, one file per language. A word missing in one does not compile.

pub(crate) mod en;
pub(crate) mod sv;

macro_rules! messages {
    ($($name:ident),* $(,)?) => {
        /// Every word and sentence of the pages that does not come from the documents.
        pub(crate) struct Messages { $(pub(crate) $name: &'static str,)* }
    };
}

messages! {
    tagline, samples_banner, no_dictionary_banner, skip_to_content, search_label, search_button,
    coverage, help, about_accessibility, api, lists, compare, other_language,
    hit_one, hit_many, matter_one, matter_many, unit_one, unit_many, source_one, source_many,
    in_matters, page_of, previous_page, next_page, pages, page_word,
    sort, sort_relevance, sort_newest, sort_oldest, collapse_on, collapse_off,
    filters, filter_close, filters_chosen, clear_all, remove, show_more, from, to, meeting_date, apply, last_year, this_term, last_term,
    timeline, timeline_table, year, hits, indexed, share, without_date,
    relaxed_heading, relaxed_note, partial_note, also_treated, why, undo, follow, notices, searched_also, searched_forms, form_inflections, form_compounds, form_abbreviations, form_of, and,
    zero_heading, zero_asked, zero_ways, zero_without_word, zero_without_filter, zero_all_filters, zero_no_way, zero_advice, zero_covers, best, best_unit, result_list, results_for, all_documents,
    missing, missing_text, missing_write, missing_see, feed, csv, jsonl, record, record_heading, record_intro, record_label, record_unread, record_same, record_since, record_added, record_removed, save_search,
    decision_card, proposal, motions, voting, vote, vote_yes, vote_no, vote_abstained, vote_absent, recused, not_taking_part, decision, reservations, statements, papers, uncertain, proposed_other,
    previous_unit, next_unit, original, citation, copy, copied, cited_by, cites, similar, opposite, matter, matter_life, matter_whole,
    passage_link, contents, about_document, secrecy, authors, referred_by, immediate, source_file, printed, diary_number, uncertain_date,
    organ, latest, units, skipped, skipped_reason, committed, withheld, fingerprint,
    browse_organs, browse_years, examples, compare_a, compare_b, compare_button, compare_intro,
    list_intro, list_label, list_button, list_name, list_total, list_none, list_csv,
    help_heading, help_write, help_finds, error_back, documents_indexed, sheet_page, no_suggestions, suggestions_many, suggestions_one,
}
