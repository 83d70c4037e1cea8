using Concentric.Data;
using Concentric.Hazards;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.TestData;

/// <summary>Photos on the way of a hazard: a major one is not rectified without.</summary>
public static class HazardPhotoSteps
{
    /// <summary>The hazard with a photo of how it was put right, and its version since.</summary>
    public static Task<Saved> WithPhotoAfterAsync(this TestStore store, Saved at, int seed = 1) =>
        store.WithPhotoAsync(at, PhotoSide.After, seed);

    public static async Task<Saved> WithPhotoAsync(this TestStore store, Saved at, PhotoSide side, int seed = 1)
    {
        var stop = TestContext.Current.CancellationToken;
        using var content = new MemoryStream(Pictures.Make(30, 20, seed: seed));
        await store.Get<HazardPhotoCommands>().AddAsync(TestStore.Administrator, at.Id, side, "现场.jpg", content, stop);
        await using var db = store.Open();
        return new(at.Id, await db.Hazards.Where(hazard => hazard.Id == at.Id).Select(hazard => hazard.Version).SingleAsync(stop));
    }
}
