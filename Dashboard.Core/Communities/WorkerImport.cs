using Concentric.Imports;
using Concentric.Lists;
using Concentric.Volunteers;

namespace Concentric.Communities;

/// <summary>Community workers from spreadsheets.</summary>
public sealed class WorkerImport : WholeSheet<Worker>
{
    public override RecordList List => WorkerLists.Workers;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("name", ImportType.Text, nameof(Worker.Name)) { IsRequired = true, AlsoCalled = [Volunteer.NameField] },
        ImportColumn.KeptBy,
        new("trained-on", ImportType.Day, nameof(Worker.TrainedOn)),
        new("pool-since", ImportType.Day, nameof(Worker.PoolSince)),
    ];

    internal override NearRule<Worker> Near { get; } = new(worker => new() { Id = worker.Id, CommunityId = worker.CommunityId, Text = worker.Name }, "name") { IsExact = true };

    public override Worker Add(ImportRow row)
    {
        var worker = new Worker { Name = "", CommunityId = row.Community() };
        worker.Correct(Read(row, null), row.Scene.By, row.Check);
        return worker;
    }

    protected override void Correct(Worker record, ImportRow row)
    {
        row.SameCommunity(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
    }

    protected override object ContentOf(Worker record) => (record.Name, record.TrainedOn, record.PoolSince);

    private static WorkerDetails Read(ImportRow row, Worker? present) => new(row.Text("name", present?.Name))
    {
        TrainedOn = row.Day("trained-on", present?.TrainedOn),
        PoolSince = row.Day("pool-since", present?.PoolSince),
    };
}
