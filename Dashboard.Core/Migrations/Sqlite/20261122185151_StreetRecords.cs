using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StreetRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "At",
                table: "ProjectStageEntry",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "ProjectStageEntry",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "CoBuilders",
                type: "TEXT",
                nullable: true);

            // When the older entries were made is not known; the day on which the stage was reached stands for it.
            migrationBuilder.Sql("UPDATE \"ProjectStageEntry\" SET \"At\" = \"ReachedOn\" || ' 00:00:00'");

            migrationBuilder.CreateIndex(
                name: "IX_CoBuilders_RequestId",
                table: "CoBuilders",
                column: "RequestId",
                unique: true,
                filter: "[RequestId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CoBuilders_RequestId",
                table: "CoBuilders");

            migrationBuilder.DropColumn(
                name: "At",
                table: "ProjectStageEntry");

            migrationBuilder.DropColumn(
                name: "By",
                table: "ProjectStageEntry");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "CoBuilders");
        }
    }
}
