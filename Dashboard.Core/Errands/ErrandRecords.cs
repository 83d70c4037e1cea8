using System.Globalization;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Programmes;

namespace Concentric.Errands;

/// <summary>Errands as a kind of record. An errand is entered when it has been done, and corrected as a whole.</summary>
public static class ErrandRecords
{
    /// <summary>The most person-times of one errand.</summary>
    public const int MostPersons = 10_000;

    public static RecordKind<Errand> Kind { get; } = new("/errands", f =>
    [
        f.Day("served-on", x => x.ServedOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("代办日期", "代办时间", "服务时间", "办理日期", "日期", "时间", "Date", "Date of service"),
        f.Community(),
        f.OfficeTerm("errand-kind", x => x.Kind, ErrandKind.List).Required().Filtered().Wide(14)
            .CalledInSheets("代办类型", "服务类型", "代办项目", "服务项目", "事项", "类型", "Errand", "Service"),
        f.Whole("persons", x => x.Persons, MetricUnit.PersonTimes).Required().Within(1, MostPersons).BeginsWith(1).Filtered().Wide(10)
            .CalledInSheets("服务人次", "服务人数", "人数", "代办人次", "People served", "Number of people"),
        f.Text("beneficiary", x => x.Beneficiary)
            .CalledInSheets("服务对象姓名", "居民姓名", "代办对象", "姓名", "Resident", "Beneficiary name"),
        f.Reference("programme", x => x.ProgrammeId, x => x.Programme!.Name, x => x.Programme!.NameEn, Programme.References).AsLast()
            .OnPage(),
        f.Lines("note", x => x.Note).Wide(36)
            .CalledInSheets("服务内容", "代办内容", "情况说明", "Notes", "Details"),
    ])
    {
        CalledByTerm = (errand, names) =>
            string.Create(CultureInfo.InvariantCulture, $"{names.Of(ErrandKind.List).Name(errand.Kind)} {errand.ServedOn:yyyy-MM-dd}"),
        DefaultSort = "-served-on",
        Shown = ["served-on", "errand-kind", "persons", "community", "beneficiary", "note"],
        NearBy = ["beneficiary", "note"],
    };
}
