using Concentric.Dashboard.Components.Shared;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.SentenceChecks;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>Tells a checked text as a document, in the reader's language.</summary>
internal static class SentenceDocument
{
    public static MarkedDocument Of(CheckedText text, CommunityDirectory.Names names, OfficeClock clock) => new(
        L["Sentence.Title"],
        [
            L["Sentence.Document.AsOf", clock.Moment(text.AsOf)],
            L["Sentence.Document.Slice", SentenceWords.Days(text.Default.Period),
                SentenceWords.Communities(text.Default.CommunityIds, names), text.WrittenOn.ToIso()],
        ],
        [.. Enum.GetValues<SentenceVerdict>().Where(verdict => text.Claims.Any(claim => claim.Verdict == verdict)).Select(verdict =>
            new MarkedRun($"{SentenceWords.SignOf(verdict)} {Texts.Term(verdict)} {text.Claims.Count(claim => claim.Verdict == verdict)}",
                ToneOf(verdict)))],
        [.. TextSegment.Paragraphs(text).Select(paragraph => (IReadOnlyList<MarkedRun>)[.. paragraph.Select(Run)])],
        [
            L["Sentence.Column.Number"], L["Sentence.Column.Said"], L["Sentence.Column.Metric"], L["Sentence.Column.Slice"],
            L["Sentence.Column.Recorded"], L["Sentence.Column.Verdict"], L["Sentence.Column.Why"],
        ],
        [.. text.Claims.Select((claim, i) => (IReadOnlyList<MarkedRun>)
        [
            new($"{i + 1}"), new(claim.Quoted.Replace('\n', ' ')), new(SentenceWords.NameOf(claim)),
            new(claim.Metric is null ? "—"
                : $"{SentenceWords.Days(claim.Period)}{L["Sentence.Joint"]}{SentenceWords.Communities(claim.CommunityIds, names)}"),
            new(SentenceWords.Recorded(claim)),
            new($"{SentenceWords.SignOf(claim.Verdict)} {Texts.Term(claim.Verdict)}", ToneOf(claim.Verdict)),
            new(SentenceWords.Explain(claim)),
        ])]);

    private static MarkedRun Run(TextSegment segment) => segment.Claim is { } claim
        ? new(segment.Text, ToneOf(claim.Verdict), $"[{segment.Number} {SentenceWords.SignOf(claim.Verdict)}]") : new(segment.Text);

    private static MarkTone ToneOf(SentenceVerdict verdict) => SentenceWords.ToneOf(verdict) switch
    {
        Tone.Good => MarkTone.Good,
        Tone.Accent => MarkTone.Accent,
        Tone.Bad => MarkTone.Bad,
        Tone.Warn => MarkTone.Warn,
        _ => MarkTone.Quiet,
    };
}
