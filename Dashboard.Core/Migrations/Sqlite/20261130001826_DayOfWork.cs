using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DayOfWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsListed",
                table: "Notices",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CommunityId",
                table: "HazardSteps",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResponsibleUnit",
                table: "HazardSteps",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OfferedOn",
                table: "Hazards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OfferedToId",
                table: "Hazards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToldIds",
                table: "Escalations",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ListedRecords",
                columns: table => new
                {
                    ListId = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListedRecords", x => new { x.ListId, x.RecordId });
                    table.ForeignKey(
                        name: "FK_ListedRecords_Notices_ListId",
                        column: x => x.ListId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_OfferedToId_OfferedOn_CommunityId_ArchivedAt",
                table: "Hazards",
                columns: new[] { "OfferedToId", "OfferedOn", "CommunityId", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [OfferedToId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ListedRecords");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_OfferedToId_OfferedOn_CommunityId_ArchivedAt",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "IsListed",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "CommunityId",
                table: "HazardSteps");

            migrationBuilder.DropColumn(
                name: "ResponsibleUnit",
                table: "HazardSteps");

            migrationBuilder.DropColumn(
                name: "OfferedOn",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "OfferedToId",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "ToldIds",
                table: "Escalations");
        }
    }
}
