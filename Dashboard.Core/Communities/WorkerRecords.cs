using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Volunteers;

namespace Concentric.Communities;

/// <summary>Community workers as a kind of record.</summary>
public static class WorkerRecords
{
    public static RecordKind<Worker> Kind { get; } = new("/workers", f =>
    [
        f.Text("person-name", x => x.Name).Required().AsTitle().AlsoHeaded(Volunteer.NameField).Sorted()
            .CalledInSheets("人员姓名", "社工姓名", "工作者姓名", "社区工作者", "名字", "Name", "Worker name"),
        f.Community(),
        f.Day("trained-on", x => x.TrainedOn).NotFuture().Filtered().Sorted()
            .CalledInSheets("完成培训", "培训时间", "参训日期", "参训时间", "Trained", "Training date"),
        f.Day("pool-since", x => x.PoolSince).NotFuture().Filtered().Sorted()
            .CalledInSheets("进入人才库", "入库时间", "进入人才库日期", "人才库入库日期", "Talent pool since", "Entered the pool"),
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
