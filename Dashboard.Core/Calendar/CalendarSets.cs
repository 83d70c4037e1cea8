using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class CalendarSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<CalendarDay> CalendarDays => db.Set<CalendarDay>();
    }
}
