using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>Volunteers from spreadsheets. Nobody is registered twice in a community, neither in the store nor in the file.</summary>
public sealed class VolunteerImport : ImportSheet<Volunteer>
{
    public override RecordList List => VolunteerLists.Volunteers;

    public override string? Prefix => null;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("record-id", ImportType.Identifier, nameof(Volunteer.Id)),
        new("community", ImportType.Community, nameof(Volunteer.CommunityId)) { IsRequired = true },
        new("name", ImportType.Text, Volunteer.NameField) { IsRequired = true, IsPersonal = true },
        new("phone", ImportType.Text, nameof(Volunteer.Phone)) { IsPersonal = true },
        new("registered-on", ImportType.Day, nameof(Volunteer.RegisteredOn)) { IsRequired = true },
    ];

    public override IQueryable<Volunteer> With(IQueryable<Volunteer> records) => records;

    public override Volunteer Add(ImportRow row)
    {
        var volunteer = Volunteer.Register(Read(row, null), row.Scene.By, row.Check);
        Take(volunteer, row, null);
        return volunteer;
    }

    public override bool Change(Volunteer record, ImportRow row)
    {
        var community = row.Community(present: record.CommunityId);
        row.Check.That(community == record.CommunityId || community == 0, nameof(Volunteer.CommunityId), null, Rule.Fixed, row.Scene.Lookups.Directory.Name(record.CommunityId));
        var (before, held) = ((record.Name, record.Phone, record.RegisteredOn), KeyOf(record));
        record.Correct(Read(row, record), row.Scene.By, row.Check);
        Take(record, row, held);
        return before != (record.Name, record.Phone, record.RegisteredOn);
    }

    /// <summary>Reads who has the names of the rows already.</summary>
    public override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Volunteer? Present)> rows, bool isDry, CancellationToken cancellationToken)
    {
        var names = rows.Select(pair => PlainText.Clean(pair.Row.Text("name"))).OfType<string>().Concat(rows.Select(pair => pair.Present?.Name).OfType<string>()).Distinct().ToArray();
        if (names.Length == 0) return;
        var known = rows[0].Row.Scene.Memory<Known>();
        var found = db.Volunteers.AsNoTracking().Where(volunteer => volunteer.ArchivedAt == null && names.Contains(volunteer.Name));
        // Whom the file has named is as the file says.
        foreach (var volunteer in await found.ToListAsync(cancellationToken))
        {
            if (known.Seen.Add(volunteer.Id)) known.Registered.TryAdd(KeyOf(volunteer), volunteer.Id);
        }
    }

    private static (int Community, string Name, string? Phone) KeyOf(Volunteer volunteer) => (volunteer.CommunityId, volunteer.Name.ToUpperInvariant(), volunteer.Phone);

    /// <summary>The same name with the same phone, or both without one, are one person, as the command has it.</summary>
    private static void Take(Volunteer volunteer, ImportRow row, (int Community, string Name, string? Phone)? held)
    {
        var known = row.Scene.Memory<Known>();
        var key = KeyOf(volunteer);
        if (key == held) return;
        if (held is { } former && known.Registered.GetValueOrDefault(former) == volunteer.Id) known.Registered.Remove(former);
        if (!known.Registered.TryGetValue(key, out var other)) known.Registered[key] = volunteer.Id == 0 ? -row.Source.Number : volunteer.Id;
        else if (other < 0) row.Check.That(false, Volunteer.NameField, null, Rule.RepeatedInRow, (int)-other);
        else row.Check.That(false, Volunteer.NameField, null, Rule.Registered, other.ToString(CultureInfo.InvariantCulture));
    }

    private static VolunteerDetails Read(ImportRow row, Volunteer? present) => new(present?.CommunityId ?? row.Community(), row.RequiredDay("registered-on", present?.RegisteredOn))
    {
        Name = row.Personal("name", present?.Name),
        Phone = row.Personal("phone", present?.Phone),
    };

    /// <summary>Who is registered, by what tells people apart; below nought stands the row of somebody new in the file.</summary>
    private sealed class Known
    {
        public Dictionary<(int Community, string Name, string? Phone), long> Registered { get; } = [];

        public HashSet<long> Seen { get; } = [];
    }
}
