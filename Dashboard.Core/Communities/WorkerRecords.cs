using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Volunteers;

namespace Concentric.Communities;

/// <summary>Community workers as a kind of record.</summary>
public static class WorkerRecords
{
    public static RecordKind<Worker> Kind { get; } = new("/workers", f =>
    [
        f.Text("person-name", x => x.Name).Required().AsTitle().AlsoHeaded(Volunteer.NameField).Sorted(),
        f.Community(),
        f.Day("trained-on", x => x.TrainedOn).NotFuture().Filtered().Sorted(),
        f.Day("pool-since", x => x.PoolSince).NotFuture().Filtered().Sorted(),
    ])
    {
        New = () => new() { Name = "" },
        DefaultSort = "person-name",
        NearBy = ["person-name"],
        IsNearExact = true,
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Worker, bool>>>>
        {
            ["trained"] = _ => x => x.TrainedOn != null,
            ["pool"] = _ => x => x.PoolSince != null,
        },
    };
}
