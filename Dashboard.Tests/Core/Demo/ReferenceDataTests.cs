using Concentric.Activities;
using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Programmes;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Demo;

public class ReferenceDataTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The keys of mission.md's table and of the five strands.</summary>
    private static readonly string[] Keys =
    [
        "rotation", "visits", "talks", "joint-meetings", "shared-problems", "volunteers", "joint-events", "five-actions", "sewers", "roads",
        "charging", "garden", "errands", "shows-clinics",
        "alliance", "council-hall", "rota", "evaluation", "awards", "wishes", "fairs", "home-help", "talent", "sanitation", "public-space",
        "convenience",
    ];

    [Fact]
    public async Task DemoProgrammes_AreThoseOfTheReferenceCase()
    {
        await using var store = await TestStore.CreateAsync();
        await using var db = store.Open();
        await Concentric.Dashboard.Demo.Street.DemoProgrammes.EnsureAsync(db, Cancellation);
        await Concentric.Dashboard.Demo.Street.DemoProgrammes.EnsureAsync(db, Cancellation);
        Assert.Equal(Keys.Order(), await db.Programmes.Select(row => row.Key).OrderBy(key => key).ToListAsync(Cancellation));
    }

    /// <summary>A start that is killed between the tables and the calendar leaves a store whose shape is up to date.</summary>
    [Fact]
    public async Task WhatAStartWasCutOffBefore_TheNextOneAdds_AndNoneAfterIt()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<StorePreparation>());
        await using var db = store.Open();
        await db.CalendarDays.ExecuteDeleteAsync(Cancellation);
        await db.StoreFacts.Where(fact => fact.Key == StoreFacts.Seeded).ExecuteDeleteAsync(Cancellation);
        Assert.Empty(await store.Get<StorePreparation>().PrepareAsync(Cancellation));
        Assert.True(await db.CalendarDays.AnyAsync(Cancellation));

        // What the office empties afterwards stays empty.
        await db.CalendarDays.ExecuteDeleteAsync(Cancellation);
        Assert.Empty(await store.Get<StorePreparation>().PrepareAsync(Cancellation));
        Assert.False(await db.CalendarDays.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task ReferenceData_IsAddedOnce_LeavesTheOfficesChangesAlone_AndHasNothingOfTheDemo()
    {
        await using var store = await TestStore.CreateAsync();
        await using (var db = store.Open())
        {
            await db.PetitionCategories.ExecuteDeleteAsync(Cancellation);
            await ReferenceData.EnsureAsync(db, Cancellation);
            var category = await db.PetitionCategories.SingleAsync(row => row.Key == "parking", Cancellation);
            category.DueWorkingDays = 7;
            db.Remove(await db.PetitionCategories.SingleAsync(row => row.Key == "noise", Cancellation));
            db.Remove(await db.Services.FirstAsync(Cancellation));
            db.Remove(await db.CalendarDays.FirstAsync(Cancellation));
            await db.SaveChangesAsync(Cancellation);
        }

        await using var again = store.Open();
        var before = (await again.Programmes.CountAsync(Cancellation), await again.PetitionCategories.CountAsync(Cancellation),
            await again.Services.CountAsync(Cancellation), await again.CalendarDays.CountAsync(Cancellation));
        await ReferenceData.EnsureAsync(again, Cancellation);
        Assert.Equal(before,
            (await again.Programmes.CountAsync(Cancellation), await again.PetitionCategories.CountAsync(Cancellation),
                await again.Services.CountAsync(Cancellation), await again.CalendarDays.CountAsync(Cancellation)));
        Assert.Equal(7,
            (await again.PetitionCategories.AsNoTracking().SingleAsync(row => row.Key == "parking", Cancellation)).DueWorkingDays);
        Assert.Empty(await again.Programmes.ToListAsync(Cancellation));
        Assert.Empty(await again.CoBuilders.ToListAsync(Cancellation));
    }
}
