using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HouseholdCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HouseholdCounts",
                columns: table => new
                {
                    CommunityId = table.Column<int>(type: "INTEGER", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Households = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HouseholdCounts", x => new { x.CommunityId, x.HoldsFrom });
                    table.ForeignKey(
                        name: "FK_HouseholdCounts_Communities_CommunityId",
                        column: x => x.CommunityId,
                        principalTable: "Communities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            // Nobody has said since when the number holds: since the first day that any record may have. None was written as 0, too.
            migrationBuilder.Sql("INSERT INTO HouseholdCounts (CommunityId, HoldsFrom, Households) "
                + "SELECT Id, '2000-01-01', HouseholdCount FROM Communities WHERE HouseholdCount > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HouseholdCounts");
        }
    }
}
