using Concentric.Communities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Workers with their postings, the exchange of the two secretaries, training and the talent pool.</summary>
internal static class DemoWorkers
{
    private const int PerCommunity = 7;

    public static void Add(DemoScene scene)
    {
        var random = scene.Random.Fork("workers");
        var nth = 0;
        foreach (var community in scene.Communities)
        {
            for (var i = 0; i < PerCommunity; i++)
            {
                // The newcomers were trained in the year; of those who are longer there, some are in the pool.
                var isNew = i >= PerCommunity - 2;
                var hiredOn = isNew ? scene.From.AddDays(random.Between(5, 60)) : scene.From.AddDays(-random.Between(300, 2_400));
                var trainedOn = isNew ? hiredOn.AddDays(random.Between(40, 120)) : (DateOnly?)null;
                var worker = scene.Bag.Add(new Worker
                {
                    CommunityId = community.Id,
                    Name = InventedPeople.Name(++nth * 37),
                    TrainedOn = trainedOn,
                    PoolSince = i is 1 or 2 or 3 ? scene.From.AddDays(random.Between(60, 330)) : null,
                });
                community.Workers.Add(worker);
                if (i == 0 && nth <= 2 * PerCommunity) continue;
                scene.Bag.Add(new Posting
                {
                    CommunityId = community.Id,
                    WorkerId = worker.Id,
                    Position = i switch { 0 => Position.Secretary, 1 => Position.Deputy, _ => Position.SocialWorker },
                    StartsOn = hiredOn,
                });
            }
        }

        Exchange(scene, random);
    }

    private static void Exchange(DemoScene scene, SeededRandom random)
    {
        var pair = scene.Pair;
        var secretaries = pair.Select(community => community.Workers[0]).ToArray();
        for (var i = 0; i < pair.Length; i++)
        {
            var other = pair[1 - i];
            scene.Bag.Add(new Posting
            {
                CommunityId = pair[i].Id,
                WorkerId = secretaries[i].Id,
                Position = Position.Secretary,
                StartsOn = scene.From.AddDays(-random.Between(700, 1_500)),
                EndsOn = scene.ExchangeOn.AddDays(-1),
            });
            scene.Bag.Add(new Posting
            {
                CommunityId = other.Id,
                WorkerId = secretaries[i].Id,
                Position = Position.Secretary,
                StartsOn = scene.ExchangeOn,
                IsRotation = true,
                Note = $"与{pair[i].Name}书记岗位交流",
            });
            secretaries[i].CommunityId = other.Id;
        }
    }
}
