using System.Globalization;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Resources;

namespace Concentric.Errands;

/// <summary>Errands as a kind of record. An errand is entered when it has been done, and corrected as a whole.</summary>
public static class ErrandRecords
{
    /// <summary>The most person-times of one errand.</summary>
    public const int MostPersons = 10_000;

    public static RecordKind<Errand> Kind { get; } = new("/errands", f =>
    [
        f.Day("served-on", x => x.ServedOn).Required().Past().Placing().Filtered().Sorted(),
        f.Community(),
        f.Term("errand-kind", x => x.Kind).Required().Filtered().Wide(14),
        f.Whole("persons", x => x.Persons, MetricUnit.PersonTimes).Required().Within(1, MostPersons).BeginsWith(1).Filtered().Wide(10),
        f.Text("beneficiary", x => x.Beneficiary),
        f.Reference("programme", x => x.ProgrammeId, x => x.Programme!.Name, x => x.Programme!.NameEn, Programme.References).AsLast()
            .OnPage(),
        f.Lines("note", x => x.Note).Wide(36),
    ])
    {
        Called = errand => string.Create(CultureInfo.InvariantCulture, $"{Texts.Term(errand.Kind)} {errand.ServedOn:yyyy-MM-dd}"),
        DefaultSort = "-served-on",
        Shown = ["served-on", "errand-kind", "persons", "community", "beneficiary", "note"],
        NearBy = ["beneficiary", "note"],
    };
}
