using System.Globalization;
using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>
/// Postings as a kind of record; an end is entered as a correction. A community has at most one secretary on any day. Secretaries are
/// exchanged by <see cref="PostingCommands"/>.
/// </summary>
public static class PostingRecords
{
    public static RecordKind<Posting> Kind { get; } = new("/postings", f =>
    [
        f.Reference("worker", x => x.WorkerId, x => x.Worker!.Name, null, Worker.References).Required().Fixed().Sorted()
            .CalledInSheets("姓名", "人员姓名", "任职人员", "书记姓名", "Name", "Secretary"),
        f.Term("position", x => x.Position).Required().Filtered()
            .CalledInSheets("岗位", "任职岗位", "现任职务", "Post", "Job"),
        f.Community(),
        f.Day("starts-on", x => x.StartsOn).Required().BeginsToday().Filtered().Sorted()
            .CalledInSheets("任职时间", "任职日期", "上任日期", "开始日期", "到任日期", "Start date", "Since"),
        f.Day("ends-on", x => x.EndsOn).Filtered().Sorted()
            .CalledInSheets("离任日期", "离任时间", "卸任日期", "结束日期", "End date", "To"),
        f.YesNo("rotation", x => x.IsRotation).ReadOnly().Filtered().Wide(10),
        f.Lines("note", x => x.Note).Wide(36)
            .CalledInSheets("说明", "情况说明", "交流说明", "Notes", "Remarks"),
    ])
    {
        Called = posting => string.Create(CultureInfo.InvariantCulture, $"{posting.Worker!.Name} · {Texts.Term(posting.Position)}"),
        InPeriod = period => x => x.StartsOn <= period.To && (x.EndsOn == null || x.EndsOn >= period.From),
        Rules = (posting, check, _) => CheckDays(posting, check),
        StoreRules = (change, cancellationToken) => PostingCommands.CheckSecretaryAsync(change, cancellationToken),
        DefaultSort = "-starts-on",
        MakeSheet = kind => new PostingSheet(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Posting, bool>>>>
        {
            ["in-office"] = today => x => x.StartsOn <= today && (x.EndsOn == null || x.EndsOn >= today),
            ["over"] = today => x => x.EndsOn < today,
            ["rotation"] = _ => x => x.IsRotation,
        },
    };

    private static void CheckDays(Posting posting, ValidationContext check)
    {
        if (posting.EndsOn is not { } ends || check.Has("starts-on", "ends-on")) return;
        check.That(ends >= posting.StartsOn, "ends-on", ends, Rule.EndsBeforeStart, posting.StartsOn);
    }
}
