using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>Volunteers from spreadsheets. Nobody is registered twice in a community, neither in the store nor in the file.</summary>
public sealed class VolunteerImport : WholeSheet<Volunteer>
{
    public override RecordList List => VolunteerLists.Volunteers;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        ImportColumn.KeptBy,
        new("name", ImportType.Text, Volunteer.NameField) { IsRequired = true },
        new("phone", ImportType.Phone, nameof(Volunteer.Phone)),
        new("registered-on", ImportType.Day, nameof(Volunteer.RegisteredOn)) { IsRequired = true },
    ];

    internal override bool IsNearPersonal => true;

    internal override NearRule<Volunteer> Near { get; } = new(
        volunteer => new() { Id = volunteer.Id, CommunityId = volunteer.CommunityId, Text = volunteer.Name }, "name")
    { IsExact = true };

    public override Volunteer Add(ImportRow row)
    {
        var volunteer = Volunteer.Register(Read(row, null), row.Scene.By, row.Check);
        Take(volunteer, row);
        return volunteer;
    }

    /// <summary>Reads who has the names of the rows already.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Volunteer? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        var names = rows.Select(pair => PlainText.Clean(pair.Row.Text("name"))).OfType<string>().Concat(rows.Select(pair => pair.Present?.Name).OfType<string>()).Distinct().ToArray();
        if (names.Length == 0) return;
        var found = await db.Volunteers.AsNoTracking().Where(volunteer => volunteer.ArchivedAt == null && names.Contains(volunteer.Name)).ToListAsync(cancellationToken);
        foreach (var volunteer in found) Holders(rows[0].Row).Note(volunteer.Id, KeyOf(volunteer));
    }

    protected override void Correct(Volunteer record, ImportRow row)
    {
        row.SameCommunity(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
        Take(record, row);
    }

    protected override object ContentOf(Volunteer record) => (record.Name, record.Phone, record.RegisteredOn);

    private static (int Community, string Name, string? Phone) KeyOf(Volunteer volunteer) => (volunteer.CommunityId, volunteer.Name.ToUpperInvariant(), volunteer.Phone);

    private static ImportHolders<(int Community, string Name, string? Phone)> Holders(ImportRow row) => row.Scene.Memory<ImportHolders<(int Community, string Name, string? Phone)>>();

    /// <summary>The same name with the same phone, or both without one, are one person, as the command has it.</summary>
    private static void Take(Volunteer volunteer, ImportRow row) => Holders(row).Take(row, KeyOf(volunteer), volunteer.Id, Volunteer.NameField, null);

    private static VolunteerDetails Read(ImportRow row, Volunteer? present) => new(present?.CommunityId ?? row.Community(), row.RequiredDay("registered-on", present?.RegisteredOn))
    {
        Name = row.Personal("name", present?.Name),
        Phone = row.Personal("phone", present?.Phone),
        ClearsPhone = row.IsEmptied("phone"),
    };
}
