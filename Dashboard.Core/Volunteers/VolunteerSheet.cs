using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;
using Person = (int Community, string Name, string? Phone);

namespace Concentric.Volunteers;

/// <summary>Volunteers from spreadsheets. Nobody is registered twice in a community, neither in the store nor in the file.</summary>
internal sealed class VolunteerSheet(RecordKind<Volunteer> kind) : KindSheet<Volunteer>(kind)
{
    /// <summary>Reads who has the names of the rows already.</summary>
    internal override async Task PrepareAsync(
        DashboardDbContext db,
        IReadOnlyList<(ImportRow Row, Volunteer? Present)> rows,
        BulkChangeWriter? adds,
        CancellationToken cancellationToken)
    {
        var told = rows.Select(pair => PlainText.Clean(pair.Row.Text("person-name")));
        var names = told.Concat(rows.Select(pair => pair.Present?.Name)).OfType<string>().Distinct().ToArray();
        if (names.Length == 0) return;
        var found = await db.Volunteers.AsNoTracking().Where(volunteer => volunteer.ArchivedAt == null && names.Contains(volunteer.Name))
            .ToListAsync(cancellationToken);
        foreach (var volunteer in found) Holders(rows[0].Row).Note(volunteer.Id, KeyOf(volunteer));
    }

    protected override void Accept(Volunteer record, ImportRow row) =>
        Holders(row).Take(row, KeyOf(record), record.Id, "person-name", null);

    private static Person KeyOf(Volunteer volunteer) => (volunteer.CommunityId, volunteer.Name.ToUpperInvariant(), volunteer.Phone);

    private static ImportHolders<Person> Holders(ImportRow row) => row.Scene.Memory<ImportHolders<Person>>();
}
